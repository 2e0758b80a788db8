//! Whose films are whose.

use filmdesk_archive::desk::{DeskError, FilmPatient};
use filmdesk_archive::{PatientKey, PatientSummary};
use filmdesk_dataset::text::PersonName;

use crate::room::{NOW, Room};

fn films_of(job: &str, key: i64, name: &str) -> FilmPatient {
    FilmPatient {
        job: job.to_owned(),
        patient: PatientSummary {
            key: PatientKey(key),
            id: format!("P{key}"),
            issuer: "WARD".to_owned(),
            name: PersonName::parse(name),
            birth_date: "19800102".to_owned(),
            sex: "O".to_owned(),
            studies: 0,
        },
        actor: "chief".to_owned(),
        moment: NOW,
    }
}

pub(crate) async fn films_have_the_patient_that_was_said_last(room: &Room) {
    let (first, second) = (
        films_of("1.2.1", 1, "Li^Na=李^娜"),
        films_of("1.2.1", 2, "Wang^XiaoMing"),
    );
    let archive = room.open().await;
    for films in [&first, &second, &films_of("1.2.2", 1, "Li^Na=李^娜")] {
        archive.desk().assign_films(films).await.unwrap();
    }
    drop(archive);
    let desk = room.open().await.desk();
    let asked = ["1.2.1", "1.2.3"];
    assert_eq!(desk.film_patients(&asked).await.unwrap(), [second]);
    desk.take_back_films("1.2.1").await.unwrap();
    assert_eq!(desk.film_patients(&asked).await.unwrap(), []);
    let twice = desk.take_back_films("1.2.1").await;
    assert!(matches!(twice, Err(DeskError::NotThere)), "{twice:?}");
}
