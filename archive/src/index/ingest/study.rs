//! Studies and series of arriving instances.

use time::OffsetDateTime;

use super::{Arrived, Entering};
use crate::index::conflict::ConflictKind;
use crate::index::database::millis;
use crate::index::words::{self, study_word};

/// When something came, to the second: a study is not written anew for every instance.
pub(super) fn second(received: OffsetDateTime) -> i64 {
    millis(received) / 1000 * 1000
}

impl Entering<'_> {
    pub(super) async fn series_of(&mut self, arrived: &Arrived) -> Result<i64, sqlx::Error> {
        let patient = self.patient_of(arrived).await?;
        let study = self.study_of(patient, arrived).await?;
        let facts = &arrived.facts.series;
        let key = (study, facts.uid.clone());
        if let Some(row) = self.known.series.get(&key) {
            return Ok(*row);
        }
        let found = self
            .row(
                "SELECT id FROM series WHERE study = $1 AND uid = $2",
                study,
                &facts.uid,
            )
            .await?;
        let row = match found {
            Some(row) => row,
            None => self.new_series(study, arrived).await?,
        };
        self.known.series.insert(key, row);
        Ok(row)
    }

    async fn new_series(&mut self, study: i64, arrived: &Arrived) -> Result<i64, sqlx::Error> {
        let facts = &arrived.facts.series;
        let row = self.number().await?;
        let sql = "INSERT INTO series (id, study, uid, modality, number, description, body_part, \
                   instances, bytes) VALUES ($1, $2, $3, $4, $5, $6, $7, 0, 0)";
        sqlx::query(sql)
            .bind(row)
            .bind(study)
            .bind(&facts.uid)
            .bind(&facts.modality)
            .bind(&facts.number)
            .bind(&facts.description)
            .bind(&facts.body_part)
            .execute(&mut *self.connection)
            .await?;
        let modality = words::whole(study_word::MODALITY, &facts.modality);
        self.add_words("study", study, modality).await?;
        Ok(row)
    }

    async fn study_of(&mut self, patient: i64, arrived: &Arrived) -> Result<i64, sqlx::Error> {
        let key = (patient, arrived.facts.study.uid.clone());
        let second = second(arrived.facts.received);
        let known = match self.known.studies.get(&key) {
            Some(known) => Some(*known),
            None => self.find_study(patient, arrived).await?,
        };
        let (row, last) = match known {
            Some(known) => known,
            None => (self.new_study(patient, arrived, second).await?, second),
        };
        if last < second {
            let query = sqlx::query("UPDATE study SET received = $1 WHERE id = $2")
                .bind(second)
                .bind(row);
            query.execute(&mut *self.connection).await?;
        }
        self.known.studies.insert(key, (row, last.max(second)));
        Ok(row)
    }

    async fn find_study(
        &mut self,
        patient: i64,
        arrived: &Arrived,
    ) -> Result<Option<(i64, i64)>, sqlx::Error> {
        let sql = "SELECT id, received FROM study WHERE patient = $1 AND uid = $2";
        let query = sqlx::query_as(sql)
            .bind(patient)
            .bind(&arrived.facts.study.uid);
        query.fetch_optional(&mut *self.connection).await
    }

    async fn new_study(
        &mut self,
        patient: i64,
        arrived: &Arrived,
        second: i64,
    ) -> Result<i64, sqlx::Error> {
        let facts = &arrived.facts.study;
        let sql = "SELECT id FROM study WHERE uid = $2 AND patient <> $1";
        if self.row(sql, patient, &facts.uid).await?.is_some() {
            self.report(arrived, ConflictKind::StudyOfTwoPatients)
                .await?;
        }
        let row = self.number().await?;
        let sql = "INSERT INTO study (id, patient, uid, study_date, study_time, study_id, \
                   accession_number, description, referring_physician, institution, received) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
        sqlx::query(sql)
            .bind(row)
            .bind(patient)
            .bind(&facts.uid)
            .bind(&facts.date)
            .bind(&facts.time)
            .bind(&facts.id)
            .bind(&facts.accession_number)
            .bind(&facts.description)
            .bind(facts.referring_physician.to_dicom())
            .bind(&facts.institution)
            .bind(second)
            .execute(&mut *self.connection)
            .await?;
        self.add_words("study", row, words::of_study(facts)).await?;
        Ok(row)
    }
}
