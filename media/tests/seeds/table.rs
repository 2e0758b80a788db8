//! The defects, planted one at a time.

use filmdesk_dataset::{Tag, VR, tags, uids};
use filmdesk_media::dicomdir::Node;
use filmdesk_media::medium::{Finding, FindingKind, MediumKind};
use filmdesk_media::record::{RecordTerm, RecordType};
use filmdesk_media::verify::DefectKind::{self, *};
use filmdesk_media::volume::VolumePath;

use super::disc::{Disc, each, put, with_keys};
use super::instances::{SPECS, file};

/// A defect and how it gets on the disc.
#[derive(Clone, Copy)]
pub struct Seed {
    /// What must be found.
    pub kind: DefectKind,
    /// What is found with it, since it follows.
    pub also: &'static [DefectKind],
    /// The profile that is checked.
    pub profile: Option<&'static str>,
    /// Puts it there.
    pub plant: fn(&mut Disc),
}

const fn seed(kind: DefectKind, plant: fn(&mut Disc)) -> Seed {
    Seed {
        kind,
        also: &[],
        profile: None,
        plant,
    }
}

const fn of_profile(
    kind: DefectKind,
    profile: &'static str,
    also: &'static [DefectKind],
    plant: fn(&mut Disc),
) -> Seed {
    Seed {
        kind,
        also,
        profile: Some(profile),
        plant,
    }
}

const NEXT: Tag = Tag(0x0004, 0x1400);
const IN_USE: Tag = Tag(0x0004, 0x1410);
const LOWER: Tag = Tag(0x0004, 0x1420);
const NOWHERE: [u8; 4] = 0x0001_2345u32.to_le_bytes();
const EXPLICIT: &str = "1.2.840.10008.1.2.1";

/// Every seed.
pub static SEEDS: &[Seed] = &[
    seed(NoDicomdir, |disc| drop(disc.files.remove("DICOMDIR"))),
    seed(DicomdirPlace, |disc| {
        let bytes = disc.files.remove("DICOMDIR").unwrap();
        disc.files.insert("DICOM/DICOMDIR".to_owned(), bytes);
    }),
    seed(DicomdirCase, |disc| {
        let bytes = disc.files.remove("DICOMDIR").unwrap();
        disc.files.insert("dicomdir".to_owned(), bytes);
    }),
    seed(DicomdirUnreadable, |disc| {
        disc.files.insert("DICOMDIR".to_owned(), vec![b'x'; 300]);
    }),
    seed(DicomdirMeta, |disc| {
        let bytes = disc.files.get_mut("DICOMDIR").unwrap();
        bytes.drain(..132);
        shift_offsets(bytes);
    }),
    seed(DicomdirTransferSyntax, |disc| {
        disc.replace(
            "DICOMDIR",
            "1.2.840.10008.1.2.1\0",
            "1.2.840.10008.1.2\0\0\0",
        );
    }),
    seed(DicomdirSopClass, |disc| {
        disc.replace("DICOMDIR", "1.2.840.10008.1.3.10", "1.2.840.10008.1.3.11");
    }),
    seed(DicomdirSopInstance, |disc| {
        disc.replace("DICOMDIR", "1.2.3.99", "1.2.x.99")
    }),
    seed(DicomdirDamaged, |disc| {
        let bytes = disc.files.get_mut("DICOMDIR").unwrap();
        bytes.truncate(bytes.len() - 6);
    }),
    seed(GroupLength, |disc| {
        disc.edit(|_, roots| {
            // As bytes: a data set that is encoded leaves it out.
            let mut keys = b"\x10\0\0\0UL\x04\0\x20\0\0\0".to_vec();
            keys.append(&mut roots[0].keys);
            roots[0].keys = keys;
        });
    }),
    seed(FileSetId, |disc| {
        disc.edit(|head, _| head.file_set_id = "Seeds-1".to_owned())
    }),
    seed(FileSetLabel, |disc| {
        disc.kind = MediumKind::Iso9660;
        disc.label = Some("OTHER".to_owned());
    }),
    seed(DescriptorMissing, |disc| {
        disc.edit(|head, _| head.descriptor = Some("NOTHERE".to_owned()));
    }),
    seed(ConsistencyFlag, |disc| {
        disc.patch(0, Tag(0x0004, 0x1212), &[0xff, 0xff])
    }),
    seed(InUseFlag, |disc| {
        let at = disc.record(RecordType::Image, 1);
        disc.patch(at, IN_USE, &[0, 0]);
    }),
    seed(FirstOffset, |disc| {
        disc.patch(0, Tag(0x0004, 0x1200), &NOWHERE)
    }),
    seed(LastOffset, |disc| {
        disc.patch(0, Tag(0x0004, 0x1202), &NOWHERE)
    }),
    seed(NextOffset, |disc| {
        link(disc, (RecordType::Image, 0), NEXT, None)
    }),
    seed(LowerOffset, |disc| {
        link(disc, (RecordType::Series, 0), LOWER, None)
    }),
    seed(SelfLoop, |disc| {
        link(
            disc,
            (RecordType::Image, 1),
            NEXT,
            Some((RecordType::Image, 1)),
        );
    }),
    seed(Cycle, |disc| {
        link(
            disc,
            (RecordType::Image, 2),
            NEXT,
            Some((RecordType::Image, 0)),
        );
    }),
    seed(ReachedTwice, |disc| {
        link(
            disc,
            (RecordType::Series, 1),
            LOWER,
            Some((RecordType::Image, 0)),
        );
    }),
    seed(Orphan, |disc| {
        let at = disc.record(RecordType::Image, 1);
        disc.patch(at, NEXT, &[0; 4]);
    }),
    seed(RecordTypeUnknown, |disc| {
        image(disc, 0, |node| {
            node.term = RecordTerm::Unknown("IMAG".to_owned())
        });
    }),
    seed(RecordTypeRetired, |disc| {
        image(disc, 0, |node| node.term = RecordTerm::Retired("CURVE"));
    }),
    seed(RecordTypeWrong, |disc| {
        image(disc, 0, |node| {
            node.term = RecordTerm::Current(RecordType::Presentation)
        });
    }),
    seed(RecordLevel, |disc| {
        disc.edit(|_, roots| {
            let study = &mut roots[0].children[0];
            let image = study.children[0].children.remove(0);
            study.children.push(image);
        });
    }),
    seed(RecordPrivateUid, |disc| {
        image(disc, 0, |node| {
            node.term = RecordTerm::Current(RecordType::Private)
        });
    }),
    seed(KeyMissing, |disc| {
        upper(disc, RecordType::Series, |node| {
            with_keys(node, |keys| drop(keys.remove(tags::SERIES_NUMBER)));
        });
    }),
    seed(KeyEmpty, |disc| {
        upper(disc, RecordType::Study, |node| {
            with_keys(node, |keys| keys.put_empty(tags::STUDY_ID, VR::SH));
        });
    }),
    seed(KeyDiffers, |disc| {
        upper(disc, RecordType::Patient, |node| {
            with_keys(node, |keys| {
                put(keys, tags::PATIENT_NAME, VR::PN, "Muster^Otto")
            });
        });
    }),
    seed(PatientToldApart, |disc| {
        upper(disc, RecordType::Patient, |node| {
            with_keys(node, |keys| {
                let id = keys.ascii(tags::PATIENT_ID).unwrap().unwrap().to_owned();
                put(keys, tags::PATIENT_ID, VR::LO, &format!("{id}_2"));
            });
        });
    }),
    seed(CharacterSetMissing, |disc| {
        disc.edit(|_, roots| {
            with_keys(&mut roots[1], |keys| {
                drop(keys.remove(tags::SPECIFIC_CHARACTER_SET))
            });
        });
    }),
    seed(CharacterSetUnknown, |disc| {
        disc.edit(|_, roots| {
            with_keys(&mut roots[1], |keys| {
                put(keys, tags::SPECIFIC_CHARACTER_SET, VR::CS, "ISO_IR 999");
            });
        });
    }),
    seed(DuplicatePatient, |disc| disc.edit(|_, roots| split(roots))),
    seed(DuplicateStudy, |disc| {
        disc.edit(|_, roots| split(&mut roots[0].children))
    }),
    seed(DuplicateSeries, |disc| {
        disc.edit(|_, roots| split(&mut roots[0].children[0].children));
    }),
    seed(DuplicateInstance, |disc| {
        let name = disc.image(0);
        let bytes = disc.files[&name].clone();
        disc.files.insert("DICOM/COPY".to_owned(), bytes);
        disc.edit(|_, roots| {
            let images = &mut roots[0].children[0].children[0].children;
            let mut copy = images[0].clone();
            copy.reference.as_mut().unwrap().file_id = "DICOM\\COPY".to_owned();
            images.push(copy);
        });
    }),
    seed(EmptyFolderRecord, |disc| {
        disc.edit(|_, roots| {
            let series = &mut roots[0].children[0].children;
            let mut empty = series[0].clone();
            empty.children.clear();
            with_keys(&mut empty, |keys| {
                put(keys, tags::SERIES_INSTANCE_UID, VR::UI, "1.2.3.1.77");
            });
            series.push(empty);
        });
    }),
    seed(FileReferenceMissing, |disc| {
        let name = disc.image(0);
        disc.files.remove(&name);
        image(disc, 0, |node| node.reference = None);
    }),
    seed(FileReferenceIncomplete, |disc| {
        image(disc, 0, |node| {
            node.reference.as_mut().unwrap().transfer_syntax = String::new();
        });
    }),
    seed(FileIdIllegal, |disc| {
        let name = disc.image(0);
        disc.rename(&name, "DICOM/im0001.dcm");
    }),
    seed(FileMissing, |disc| {
        let name = disc.image(0);
        disc.files.remove(&name);
    }),
    seed(FileCase, |disc| {
        let name = disc.image(0);
        let bytes = disc.files.remove(&name).unwrap();
        disc.files.insert(name.to_ascii_lowercase(), bytes);
    }),
    seed(FileTwice, |disc| {
        disc.edit(|_, roots| {
            let images = &mut roots[0].children[0].children[0].children;
            let mut copy = images[0].clone();
            copy.reference.as_mut().unwrap().sop_instance = "1.2.3.77".to_owned();
            images.push(copy);
        });
    }),
    seed(FileUnindexed, |disc| {
        let spec = SPECS[0];
        let mut data = spec.data_set();
        data.put_text(tags::SOP_INSTANCE_UID, VR::UI, "1.2.3.78");
        let bytes = file(spec.class, "1.2.3.78", EXPLICIT, &data);
        let name = disc.image(0).replace("IM000001", "IM009999");
        disc.files.insert(name, bytes);
    }),
    seed(FileSopClass, |disc| {
        image(disc, 0, |node| {
            node.reference.as_mut().unwrap().sop_class = uids::MR_IMAGE_STORAGE.to_owned();
        });
    }),
    seed(FileSopInstance, |disc| {
        image(disc, 0, |node| {
            node.reference.as_mut().unwrap().sop_instance = "1.2.3.79".to_owned();
        });
    }),
    seed(FileTransferSyntax, |disc| {
        image(disc, 0, |node| {
            let reference = node.reference.as_mut().unwrap();
            reference.transfer_syntax = "1.2.840.10008.1.2".to_owned();
        });
    }),
    seed(FileNotDicom, |disc| {
        rewrite(disc, |_| b"a text, no instance".repeat(20))
    }),
    seed(FileNoMeta, |disc| {
        rewrite(disc, |bytes| {
            let length = u32::from_le_bytes(bytes[140..144].try_into().unwrap());
            bytes[144 + length as usize..].to_vec()
        });
    }),
    seed(FileMeta, |disc| {
        rewrite(disc, |_| {
            let spec = SPECS[0];
            file("", &spec.uid(), EXPLICIT, &spec.data_set())
        });
    }),
    seed(FileMetaDiffers, |disc| {
        rewrite(disc, |_| {
            let spec = SPECS[0];
            let mut data = spec.data_set();
            data.put_text(tags::SOP_INSTANCE_UID, VR::UI, "1.2.3.80");
            file(spec.class, &spec.uid(), EXPLICIT, &data)
        });
    }),
    seed(FileDamaged, |disc| {
        rewrite(disc, |bytes| bytes[..bytes.len() - 10].to_vec());
    }),
    seed(FileUnreadable, |disc| {
        let name = disc.image(0);
        disc.unreadable.insert(name);
    }),
    of_profile(ProfileKeyMissing, "STD-GEN-DVD-JPEG", &[], |disc| {
        disc.edit(|_, roots| {
            each(roots, &mut |node| {
                with_keys(node, |keys| drop(keys.remove(tags::ROWS)))
            });
        });
    }),
    of_profile(ProfileTransferSyntax, "STD-GEN-CD", &[], |disc| {
        let spec = SPECS[0];
        let rle = "1.2.840.10008.1.2.5";
        rewrite(disc, |_| {
            file(spec.class, &spec.uid(), rle, &spec.data_set())
        });
        image(disc, 0, |node| {
            node.reference.as_mut().unwrap().transfer_syntax = rle.to_owned();
        });
    }),
    of_profile(ProfileSopClass, "STD-XABC-CD", &[ProfileKeyMissing], |_| {}),
    of_profile(ProfileMedium, "STD-GEN-CD", &[], |disc| {
        disc.kind = MediumKind::Fat
    }),
    seed(MediumName, |disc| find(disc, FindingKind::NotLevel1)),
    seed(MediumNameVersion, |disc| {
        find(disc, FindingKind::NameWithoutVersion)
    }),
    seed(MediumNameDot, |disc| {
        find(disc, FindingKind::NameWithoutDot)
    }),
    seed(MediumDepth, |disc| find(disc, FindingKind::TooDeep)),
    seed(MediumTrees, |disc| find(disc, FindingKind::TreesDisagree)),
    seed(MediumBeyond, |disc| find(disc, FindingKind::Beyond)),
    seed(MediumLoop, |disc| find(disc, FindingKind::FolderLoop)),
    seed(MediumUnnameable, |disc| find(disc, FindingKind::Unnameable)),
    seed(MediumNotReached, |disc| find(disc, FindingKind::NotReached)),
    seed(MediumSameName, |disc| find(disc, FindingKind::SameName)),
    seed(PdiDicomPlace, |disc| {
        let name = disc.image(0);
        disc.rename(&name, "IM1");
    }),
    seed(PdiIndex, |disc| {
        disc.files.remove("INDEX.HTM");
        page(disc, "<html></html>");
    }),
    seed(PdiReadme, |disc| {
        disc.files.remove("README.TXT");
        disc.files
            .insert("INDEX.HTM".to_owned(), b"<html></html>".to_vec());
    }),
    seed(PdiAutorun, |disc| {
        disc.files
            .insert("AUTORUN.INF".to_owned(), b"[autorun]".to_vec());
    }),
    seed(PdiLinkAbsolute, |disc| {
        page(disc, "<a href=\"/index.htm\">x</a>")
    }),
    seed(PdiLinkCase, |disc| {
        page(disc, "<a href=\"../INDEX.HTM\">x</a>")
    }),
    seed(PdiLinkBroken, |disc| page(disc, "<img src=\"none.jpg\">")),
];

/// Points a record elsewhere: to another record or nowhere.
fn link(disc: &mut Disc, from: (RecordType, usize), tag: Tag, to: Option<(RecordType, usize)>) {
    let at = disc.record(from.0, from.1);
    let to = to.map_or(NOWHERE, |(kind, number)| {
        disc.record(kind, number).to_le_bytes()
    });
    disc.patch(at, tag, &to);
}

/// Changes the `number`th record with a file.
fn image(disc: &mut Disc, number: usize, change: impl Fn(&mut Node)) {
    disc.edit(|_, roots| {
        let mut seen = 0;
        each(roots, &mut |node| {
            if node.reference.is_some() {
                if seen == number {
                    change(node);
                }
                seen += 1;
            }
        });
    });
}

/// Changes the first record of a type.
fn upper(disc: &mut Disc, kind: RecordType, change: impl Fn(&mut Node)) {
    disc.edit(|_, roots| {
        let mut done = false;
        each(roots, &mut |node| {
            if node.term.current() == Some(kind) && !done {
                change(node);
                done = true;
            }
        });
    });
}

/// Makes two records of the first, each with a part of what is below.
fn split(nodes: &mut Vec<Node>) {
    let mut second = nodes[0].clone();
    second.children = nodes[0].children.split_off(1);
    nodes.push(second);
}

/// Changes the bytes of the first image's file.
fn rewrite(disc: &mut Disc, change: impl Fn(&[u8]) -> Vec<u8>) {
    let name = disc.image(0);
    let bytes = change(&disc.files[&name]);
    disc.files.insert(name, bytes);
}

fn find(disc: &mut Disc, kind: FindingKind) {
    disc.findings.push(Finding {
        kind,
        path: VolumePath::parse("DICOM").ok(),
        words: "as the reader of the file system says".to_owned(),
    });
}

fn page(disc: &mut Disc, text: &str) {
    let bytes = text.as_bytes().to_vec();
    disc.files.insert("IHE_PDI/PAGES.HTM".to_owned(), bytes);
}

/// Offsets count from the file's first byte, which has moved by 132.
fn shift_offsets(bytes: &mut [u8]) {
    for tag in [0x1200u16, 0x1202, 0x1400, 0x1420] {
        let mut wanted = vec![4, 0];
        wanted.extend(tag.to_le_bytes());
        wanted.extend(b"UL\x04\0");
        for at in 0..bytes.len().saturating_sub(12) {
            if bytes[at..at + 8] == wanted {
                let field = at + 8..at + 12;
                let old = u32::from_le_bytes(bytes[field.clone()].try_into().unwrap());
                let new = old.saturating_sub(132);
                bytes[field].copy_from_slice(&new.to_le_bytes());
            }
        }
    }
}
