//! Whose films are whose.

use filmdesk_dataset::text::PersonName;
use sqlx::any::AnyRow;
use sqlx::{AssertSqlSafe, Row};

use super::{Desk, DeskError, FilmPatient};
use crate::index::database::{from_millis, millis, placeholders};
use crate::index::query::{PatientKey, PatientSummary};

/// Print jobs asked for at once: a page of the board has fewer.
const MOST: usize = 200;

fn read(row: &AnyRow) -> Result<FilmPatient, sqlx::Error> {
    Ok(FilmPatient {
        job: row.try_get(0)?,
        patient: PatientSummary {
            key: PatientKey(row.try_get(1)?),
            id: row.try_get(2)?,
            issuer: row.try_get(3)?,
            name: PersonName::parse(row.try_get(4)?),
            birth_date: row.try_get(5)?,
            sex: row.try_get(6)?,
            studies: 0,
        },
        actor: row.try_get(7)?,
        moment: from_millis(row.try_get(8)?),
    })
}

impl Desk {
    /// Says whose films a job is of; what was said before is forgotten.
    pub async fn assign_films(&self, films: &FilmPatient) -> Result<(), DeskError> {
        let sql = "INSERT INTO film_patient \
                   (job, patient, patient_id, issuer, name, birth_date, sex, actor, moment) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
                   ON CONFLICT (job) DO UPDATE SET patient = excluded.patient, \
                   patient_id = excluded.patient_id, issuer = excluded.issuer, \
                   name = excluded.name, birth_date = excluded.birth_date, sex = excluded.sex, \
                   actor = excluded.actor, moment = excluded.moment";
        let patient = &films.patient;
        let query = sqlx::query(sql)
            .bind(&films.job)
            .bind(patient.key.0)
            .bind(&patient.id)
            .bind(&patient.issuer)
            .bind(patient.name.to_dicom())
            .bind(&patient.birth_date)
            .bind(&patient.sex)
            .bind(&films.actor)
            .bind(millis(films.moment));
        let mut transaction = self.pool.begin().await?;
        query.execute(&mut *transaction).await?;
        Ok(transaction.commit().await?)
    }

    /// Takes it back.
    pub async fn take_back_films(&self, job: &str) -> Result<(), DeskError> {
        let query = sqlx::query("DELETE FROM film_patient WHERE job = $1").bind(job);
        let mut transaction = self.pool.begin().await?;
        if query.execute(&mut *transaction).await?.rows_affected() == 0 {
            return Err(DeskError::NotThere);
        }
        Ok(transaction.commit().await?)
    }

    /// Patients of these jobs, in any order; those that nobody has assigned are left out.
    pub async fn film_patients(&self, jobs: &[&str]) -> Result<Vec<FilmPatient>, DeskError> {
        let jobs = &jobs[..jobs.len().min(MOST)];
        if jobs.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT job, patient, patient_id, issuer, name, birth_date, sex, actor, moment \
             FROM film_patient WHERE job IN ({})",
            placeholders(1, jobs.len())
        );
        let mut query = sqlx::query(AssertSqlSafe(sql));
        for job in jobs {
            query = query.bind(*job);
        }
        let rows = query.fetch_all(self.pool.get()).await?;
        Ok(rows.iter().map(read).collect::<Result<_, _>>()?)
    }
}
