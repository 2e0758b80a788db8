//! Patients and studies are found by what a person types.

use filmdesk_archive::{ConflictKind, Kept, Query, Selection};

use super::found;
use crate::room::{Room, Slice};

fn name(name: &str) -> Query {
    Query {
        name: name.to_owned(),
        ..Query::default()
    }
}

fn text(text: &str) -> Query {
    Query {
        text: text.to_owned(),
        ..Query::default()
    }
}

pub(crate) async fn patients_are_never_merged_in_silence(room: &Room) {
    let archive = room.open().await;
    let first = Slice::default();
    let renamed = Slice {
        name: "Smith^Jane",
        number: 2,
        ..Slice::default()
    };
    let upper = Slice {
        name: "DOE^JANE",
        number: 3,
        ..Slice::default()
    };
    let unnamed = Slice {
        name: "",
        birth_date: "",
        number: 4,
        ..Slice::default()
    };
    let issued = Slice {
        issuer: "OTHER",
        study: "1.2.4",
        ..Slice::default()
    };
    let taken = Slice {
        patient_id: "P2",
        number: 5,
        ..Slice::default()
    };
    for slice in [&first, &renamed, &upper, &unnamed, &issued, &taken] {
        assert_eq!(slice.store(&archive).unwrap(), Kept::New);
    }
    let conflicts = archive.conflicts(10).await.unwrap();
    let mut kinds: Vec<_> = conflicts
        .iter()
        .map(|one| (one.sop_instance.clone(), one.kind))
        .collect();
    kinds.sort_by(|a, b| a.0.cmp(&b.0));
    let expected = [
        (renamed.uid(), ConflictKind::PatientIdentity),
        (upper.uid(), ConflictKind::PatientIdentity),
        (taken.uid(), ConflictKind::StudyOfTwoPatients),
    ];
    assert_eq!(kinds, expected);
    // Found by either name, once; two issuers are two patients.
    assert_eq!(found(&archive, name("smith")).await, ["1.2.3"]);
    let patients = archive.find_patients(&name("doe")).await.unwrap();
    let ids: Vec<_> = patients
        .iter()
        .map(|one| (one.id.as_str(), one.issuer.as_str()))
        .collect();
    assert_eq!(ids.len(), 3);
    assert!(
        ids.contains(&("P1", "")) && ids.contains(&("P1", "OTHER")) && ids.contains(&("P2", ""))
    );
    let of_any = Selection::PatientId {
        id: "P1".to_owned(),
        issuer: None,
    };
    assert_eq!(archive.instances(&of_any).await.unwrap().len(), 5);
    let of_one = Selection::PatientId {
        id: "P1".to_owned(),
        issuer: Some("OTHER".to_owned()),
    };
    assert_eq!(archive.instances(&of_one).await.unwrap().len(), 1);
    let p2 = patients.iter().find(|one| one.id == "P2").unwrap();
    assert_eq!(
        archive
            .instances(&Selection::Patient(p2.key))
            .await
            .unwrap()
            .len(),
        1
    );
}

pub(crate) async fn every_script_is_found(room: &Room) {
    let archive = room.open().await;
    let names = [
        "Yamada^Tarou=山田^太郎=やまだ^たろう",
        "Wang^XiaoDong=王^小东",
        "Hong^Gildong=洪^吉洞=홍^길동",
        "Äneas^Rüdiger^von der",
        "Люкceмбypг^Пётр",
        "Διονυσιος",
        "قباني^لنزار",
        "Ødegård^Łukasz",
        "สมชาย^ใจดี",
    ];
    for (n, name) in names.into_iter().enumerate() {
        let study = [
            "1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7", "1.8", "1.9",
        ][n];
        let patient_id = [
            "A-1", "B-2", "C-3", "D-4", "E-5", "F-6", "G-7", "H-8", "I-9",
        ][n];
        Slice {
            name,
            study,
            patient_id,
            ..Slice::default()
        }
        .store(&archive)
        .unwrap();
    }
    let cases = [
        ("yam", "1.1"),
        ("Tarou Yamada", "1.1"),
        ("YAMADATAROU", "1.1"),
        ("山", "1.1"),
        ("山田太郎", "1.1"),
        ("太郎", "1.1"),
        ("郎", "1.1"),
        ("ヤマダ", "1.1"),
        ("ﾔﾏﾀﾞ ﾀﾛ", "1.1"),
        ("王小东", "1.2"),
        ("东", "1.2"),
        ("xiaod", "1.2"),
        ("홍길", "1.3"),
        ("동", "1.3"),
        ("aneas rudiger", "1.4"),
        ("ÄNEAS", "1.4"),
        ("von", "1.4"),
        ("петр", "1.5"),
        ("διονύσιος", "1.6"),
        ("لنزار", "1.7"),
        ("odegard", "1.8"),
        ("lukasz", "1.8"),
        ("ใจ", "1.9"),
    ];
    for (typed, study) in cases {
        assert_eq!(found(&archive, name(typed)).await, [study], "{typed}");
        assert_eq!(found(&archive, text(typed)).await, [study], "{typed}");
    }
    for nobody in ["yamb", "yamada jane", "小王", "田山"] {
        assert_eq!(found(&archive, name(nobody)).await, [""; 0], "{nobody}");
    }
}

pub(crate) async fn fields_are_found(room: &Room) {
    let archive = room.open().await;
    let head = Slice {
        accession: "2026-0001",
        date: "20260110",
        ..Slice::default()
    };
    let chest = Slice {
        patient_id: "Q-77",
        study: "1.2.5",
        accession: "2026-0002",
        date: "20260220",
        description: "Thorax p.a.",
        modality: "CR",
        ..Slice::default()
    };
    head.store(&archive).unwrap();
    chest.store(&archive).unwrap();
    let none = Query::default;
    let both = ["1.2.5", "1.2.3"];
    let cases: [(Query, &[&str]); 16] = [
        (none(), &both),
        (
            Query {
                patient_id: "q-7".to_owned(),
                ..none()
            },
            &["1.2.5"],
        ),
        (
            Query {
                accession_number: "2026-000".to_owned(),
                ..none()
            },
            &both,
        ),
        (
            Query {
                accession_number: "2026-0002".to_owned(),
                ..none()
            },
            &["1.2.5"],
        ),
        (
            Query {
                study_uid: "1.2.3".to_owned(),
                ..none()
            },
            &["1.2.3"],
        ),
        (
            Query {
                from: "20260111".to_owned(),
                ..none()
            },
            &["1.2.5"],
        ),
        (
            Query {
                until: "20260110".to_owned(),
                ..none()
            },
            &["1.2.3"],
        ),
        (
            Query {
                from: "20260110".to_owned(),
                until: "20260220".to_owned(),
                ..none()
            },
            &both,
        ),
        (
            Query {
                modality: "CR".to_owned(),
                ..none()
            },
            &["1.2.5"],
        ),
        (
            Query {
                modality: "MR".to_owned(),
                ..none()
            },
            &[],
        ),
        (Query { limit: 1, ..none() }, &["1.2.5"]),
        (text("jane thor"), &["1.2.5"]),
        (text("cr"), &["1.2.5"]),
        (text("q77"), &[]),
        (text("2026-0001"), &["1.2.3"]),
        (text("' OR 1=1 --"), &[]),
    ];
    for (n, (query, studies)) in cases.into_iter().enumerate() {
        assert_eq!(found(&archive, query).await, studies, "case {n}");
    }
}
