//! Whose the imported instances are here.

use anyhow::{anyhow, bail};
use clap::Args;
use filmdesk_archive::reconcile::LocalIdentity;
use filmdesk_archive::{Archive, PatientSummary, Query};
use filmdesk_dataset::text::PersonName;

use crate::import::of_patient;

/// The identity on the command line.
#[derive(Debug, Args)]
#[command(next_help_heading = "Identity (IHE IRWF)")]
pub(super) struct IdentityArgs {
    /// The patient who has this ID in the archive: ID, issuer, name, birth date and sex are his
    #[arg(long = "as", value_name = "PATIENT-ID", conflicts_with_all = ["patient_id", "patient_name", "issuer", "birth_date", "sex"])]
    known: Option<String>,
    /// Patient ID
    #[arg(long, value_name = "ID")]
    patient_id: Option<String>,
    /// Patient's Name as DICOM writes it: Family^Given, ideographic and phonetic after =
    #[arg(long, value_name = "NAME")]
    patient_name: Option<String>,
    /// Issuer of Patient ID
    #[arg(long, value_name = "ISSUER")]
    issuer: Option<String>,
    /// Patient's Birth Date
    #[arg(long, value_name = "YYYYMMDD", value_parser = date)]
    birth_date: Option<String>,
    /// Patient's Sex
    #[arg(long, value_name = "M|F|O", value_parser = ["M", "F", "O"])]
    sex: Option<String>,
    /// Accession Number
    #[arg(long, value_name = "NUMBER")]
    accession_number: Option<String>,
    /// Study ID
    #[arg(long, value_name = "ID")]
    study_id: Option<String>,
    /// Study Description
    #[arg(long, value_name = "TEXT")]
    study_description: Option<String>,
}

fn date(text: &str) -> Result<String, String> {
    let digits = text.len() == 8 && text.bytes().all(|b| b.is_ascii_digit());
    match digits {
        true => Ok(text.to_owned()),
        false => Err("a date is 8 digits: YYYYMMDD".to_owned()),
    }
}

impl IdentityArgs {
    /// The identity, `None` when nothing is to be changed.
    pub(super) async fn identity(
        &self,
        archive: &Archive,
    ) -> anyhow::Result<Option<LocalIdentity>> {
        let patient = match &self.known {
            Some(id) => of_patient(&known(archive, id).await?),
            None => self.given(),
        };
        let identity = LocalIdentity {
            accession_number: self.accession_number.clone(),
            study_id: self.study_id.clone(),
            study_description: self.study_description.clone(),
            ..patient
        };
        Ok((identity != LocalIdentity::default()).then_some(identity))
    }

    fn given(&self) -> LocalIdentity {
        LocalIdentity {
            patient_name: self.patient_name.as_deref().map(PersonName::parse),
            patient_id: self.patient_id.clone(),
            issuer: self.issuer.clone(),
            birth_date: self.birth_date.clone(),
            sex: self.sex.clone(),
            ..LocalIdentity::default()
        }
    }
}

/// The one patient with this ID.
async fn known(archive: &Archive, id: &str) -> anyhow::Result<PatientSummary> {
    let query = Query {
        patient_id: id.to_owned(),
        limit: Query::MOST,
        ..Query::default()
    };
    let mut found = archive.find_patients(&query).await?;
    // The query is for the start of an ID.
    found.retain(|patient| patient.id == id);
    if found.len() > 1 {
        bail!(
            "several patients of different issuers have this ID; say --patient-id and --issuer, --patient-name and the rest"
        );
    }
    found
        .pop()
        .ok_or_else(|| anyhow!("no patient of the archive has this ID"))
}
