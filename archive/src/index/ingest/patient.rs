//! Patients of arriving instances: who is who, and what contradicts.

use filmdesk_dataset::text::PersonName;
use sqlx::Row;

use super::{Arrived, Entering, KnownPatient};
use crate::facts::{InstanceFacts, PatientFacts};
use crate::index::conflict::ConflictKind;
use crate::index::words;

impl Entering<'_> {
    pub(super) async fn patient_of(&mut self, arrived: &Arrived) -> Result<i64, sqlx::Error> {
        let facts = &arrived.facts.patient;
        let identity = identity(&arrived.facts);
        let known = match self.known.patients.get(&identity) {
            Some(known) => Some(known.clone()),
            None => self.find_patient(&identity).await?,
        };
        let known = match known {
            Some(known) if known.facts == *facts => known,
            Some(known) => self.changed_patient(known, arrived).await?,
            None => self.new_patient(&identity, facts).await?,
        };
        let row = known.row;
        self.known.patients.insert(identity, known);
        Ok(row)
    }

    async fn find_patient(&mut self, identity: &str) -> Result<Option<KnownPatient>, sqlx::Error> {
        let sql =
            "SELECT id, patient_id, issuer, name, birth_date, sex FROM patient WHERE identity = $1";
        let found = sqlx::query(sql)
            .bind(identity)
            .fetch_optional(&mut *self.connection)
            .await?;
        let Some(row) = found else { return Ok(None) };
        let facts = PatientFacts {
            id: row.try_get(1)?,
            issuer: row.try_get(2)?,
            name: PersonName::parse(row.try_get(3)?),
            birth_date: row.try_get(4)?,
            sex: row.try_get(5)?,
        };
        Ok(Some(KnownPatient {
            row: row.try_get(0)?,
            facts,
        }))
    }

    async fn new_patient(
        &mut self,
        identity: &str,
        facts: &PatientFacts,
    ) -> Result<KnownPatient, sqlx::Error> {
        let row = self.number().await?;
        let sql = "INSERT INTO patient (id, identity, patient_id, issuer, name, birth_date, sex) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7)";
        sqlx::query(sql)
            .bind(row)
            .bind(identity)
            .bind(&facts.id)
            .bind(&facts.issuer)
            .bind(facts.name.to_dicom())
            .bind(&facts.birth_date)
            .bind(&facts.sex)
            .execute(&mut *self.connection)
            .await?;
        self.add_name(row, facts).await?;
        Ok(KnownPatient {
            row,
            facts: facts.clone(),
        })
    }

    /// The same patient with another name, birth date or sex. What is new holds; what is missing
    /// now stays as it was. A person is told once for each name and value, never silently merged.
    async fn changed_patient(
        &mut self,
        known: KnownPatient,
        arrived: &Arrived,
    ) -> Result<KnownPatient, sqlx::Error> {
        let facts = known.facts.updated_by(&arrived.facts.patient);
        if facts == known.facts {
            return Ok(known);
        }
        if known.facts.contradicts(&facts) && !self.has_name(known.row, &facts).await? {
            self.report(arrived, ConflictKind::PatientIdentity).await?;
        }
        let sql = "UPDATE patient SET name = $1, birth_date = $2, sex = $3 WHERE id = $4";
        sqlx::query(sql)
            .bind(facts.name.to_dicom())
            .bind(&facts.birth_date)
            .bind(&facts.sex)
            .bind(known.row)
            .execute(&mut *self.connection)
            .await?;
        self.add_name(known.row, &facts).await?;
        Ok(KnownPatient {
            row: known.row,
            facts,
        })
    }

    /// Whether the patient came with this name before, and birth date and sex are as they were.
    async fn has_name(&mut self, patient: i64, facts: &PatientFacts) -> Result<bool, sqlx::Error> {
        let sql = "SELECT patient.id FROM patient JOIN patient_name ON patient_name.patient = patient.id \
                   WHERE patient.id = $1 AND patient_name.name = $2 AND birth_date IN ('', $3) AND sex IN ('', $4)";
        let query = sqlx::query(sql)
            .bind(patient)
            .bind(facts.name.to_dicom())
            .bind(&facts.birth_date)
            .bind(&facts.sex);
        Ok(query.fetch_optional(&mut *self.connection).await?.is_some())
    }

    async fn add_name(&mut self, patient: i64, facts: &PatientFacts) -> Result<(), sqlx::Error> {
        let sql = "INSERT INTO patient_name (patient, name) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        let query = sqlx::query(sql).bind(patient).bind(facts.name.to_dicom());
        query.execute(&mut *self.connection).await?;
        self.add_words("patient", patient, words::of_patient(facts))
            .await
    }
}

/// Who a patient is: by ID and issuer. Without an ID, two instances are of one patient when name,
/// birth date and sex agree, or, without a name, when they are of one study.
pub(super) fn identity(facts: &InstanceFacts) -> String {
    let patient = &facts.patient;
    let name = patient.name.to_dicom();
    let parts = match (patient.id.as_str(), name.as_str()) {
        ("", "") => ["study", &facts.study.uid, "", ""],
        ("", name) => ["name", name, &patient.birth_date, &patient.sex],
        (id, _) => ["id", id, &patient.issuer, ""],
    };
    // A unit separator is in no text of DICOM.
    parts.join("\u{1f}")
}

impl PatientFacts {
    /// These facts, with what `newer` knows in the place of what was.
    fn updated_by(&self, newer: &Self) -> Self {
        let text = |old: &String, new: &String| {
            if new.is_empty() {
                old.clone()
            } else {
                new.clone()
            }
        };
        let has_name = !newer.name.first().is_empty();
        Self {
            id: self.id.clone(),
            issuer: self.issuer.clone(),
            name: if has_name {
                newer.name.clone()
            } else {
                self.name.clone()
            },
            birth_date: text(&self.birth_date, &newer.birth_date),
            sex: text(&self.sex, &newer.sex),
        }
    }

    /// Whether `newer` says otherwise, not only more.
    fn contradicts(&self, newer: &Self) -> bool {
        let differ = |old: &str, new: &str| !old.is_empty() && !new.is_empty() && old != new;
        let folded = |facts: &Self| words::fold(&facts.name.to_dicom());
        differ(&folded(self), &folded(newer))
            || differ(&self.birth_date, &newer.birth_date)
            || differ(&self.sex, &newer.sex)
    }
}
