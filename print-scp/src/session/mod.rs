//! The tree of one association: Film Session, Film Boxes, Image and Annotation Boxes, and
//! the Presentation LUTs beside it (PS3.4 H.4.1.2.3, H.4.9.2.1.3).
//!
//! "The last created Film Box" is the last of those that exist: when it is deleted, the one
//! before it is the last again, since else nothing could be done with it.

pub(crate) mod annotation_box;
pub(crate) mod film_box;
pub(crate) mod film_session;
mod film_values;
pub(crate) mod freeze;
pub(crate) mod image_box;
mod picture;
pub(crate) mod presentation_lut;
mod print;

use std::collections::BTreeMap;

use dicom_core::VR;
use filmdesk_dataset::Bulk;
use filmdesk_dimse::service as uid;
use filmdesk_dimse::uid::Uid;

use crate::attributes::Circumstances;
use crate::environment::Environment;
use crate::offers::{Scope, SopClass};
use crate::service::{PrintService, Refusal, Request};
use crate::sheet::PixelRef;

use film_box::FilmBox;
use film_session::FilmSession;
use presentation_lut::PresentationLut;

/// Most film boxes of a session; consoles that never delete printed films make some dozens.
pub(crate) const MAX_FILM_BOXES: usize = 128;
/// Most image boxes of a session: bounds what one association can hold in memory (some MB).
pub(crate) const MAX_SESSION_IMAGE_BOXES: usize = 8192;
/// Most Presentation LUTs of an association, 8 KiB each at most.
pub(crate) const MAX_PRESENTATION_LUTS: usize = 64;

/// Everything that an association has created.
#[derive(Debug, Default)]
pub(crate) struct Session {
    pub(crate) root: Option<FilmSession>,
    pub(crate) luts: BTreeMap<Uid, PresentationLut>,
}

/// Where an image or annotation box is: film and box.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) film: usize,
    pub(crate) index: usize,
}

impl Session {
    /// Film Session Label as it was sent.
    pub(crate) fn label(&self) -> Option<&[u8]> {
        self.root.as_ref()?.values.label.as_deref()
    }

    pub(crate) fn films(&self) -> &[FilmBox] {
        self.root.as_ref().map_or(&[], |root| &root.films)
    }

    /// Which class the instance is of, if it exists in this tree.
    pub(crate) fn class_of(&self, uid: &Uid) -> Option<SopClass> {
        if self.luts.contains_key(uid) {
            return Some(SopClass::PresentationLut);
        }
        let root = self.root.as_ref()?;
        if root.uid == *uid {
            return Some(SopClass::FilmSession);
        }
        root.films.iter().find_map(|film| film.class_of(uid))
    }

    /// 0112 when the instance does not exist, 0119 when it is of another class.
    pub(crate) fn expect(&self, uid: &Uid, class: SopClass) -> Result<(), Refusal> {
        match self.class_of(uid).or_else(|| well_known(uid)) {
            Some(found) if found == class => Ok(()),
            Some(_) => Err(Refusal::ClassInstanceConflict(
                "the instance is of another SOP class",
            )),
            None => Err(Refusal::NoSuchInstance),
        }
    }

    pub(crate) fn root(&mut self, uid: &Uid) -> Result<&mut FilmSession, Refusal> {
        self.expect(uid, SopClass::FilmSession)?;
        self.root.as_mut().ok_or(Refusal::NoSuchInstance)
    }

    /// The film box, which must be the last created.
    pub(crate) fn last_film(&mut self, uid: &Uid) -> Result<&mut FilmBox, Refusal> {
        self.expect(uid, SopClass::FilmBox)?;
        let last = self.root.as_mut().and_then(|root| root.films.last_mut());
        last.filter(|film| film.uid == *uid).ok_or(NOT_LAST)
    }

    /// The place of an image box of the last created film box.
    pub(crate) fn image_place(&self, uid: &Uid) -> Result<Place, Refusal> {
        let index = |film: &FilmBox| film.images.iter().position(|image| image.uid == *uid);
        self.place(index)
    }

    /// The place of an annotation box of the last created film box.
    pub(crate) fn annotation_place(&self, uid: &Uid) -> Result<Place, Refusal> {
        let index = |film: &FilmBox| film.annotations.iter().position(|text| text.uid == *uid);
        self.place(index)
    }

    fn place(&self, index: impl Fn(&FilmBox) -> Option<usize>) -> Result<Place, Refusal> {
        let found = self
            .films()
            .iter()
            .enumerate()
            .find_map(|(film, box_)| index(box_).map(|index| Place { film, index }));
        let place = found.ok_or(Refusal::NoSuchInstance)?;
        if place.film + 1 == self.films().len() {
            Ok(place)
        } else {
            Err(NOT_LAST)
        }
    }

    /// Deletes the film session with all below it; Presentation LUTs live on.
    pub(crate) fn delete_root(&mut self, env: &mut dyn Environment) {
        let Some(root) = self.root.take() else { return };
        root.films.iter().for_each(|film| film.release(env));
        if root.values.memory_kb.is_some_and(|kb| kb > 0) {
            // Giving back cannot fail for want of room.
            let _ = env.reserve_memory(0);
        }
    }

    /// Deletes everything.
    pub(crate) fn clear(&mut self, env: &mut dyn Environment) {
        self.delete_root(env);
        self.luts.clear();
    }

    pub(crate) fn image_box_count(&self) -> usize {
        self.films().iter().map(|film| film.images.len()).sum()
    }
}

const NOT_LAST: Refusal = Refusal::Processing("not of the last created film box");

fn well_known(instance: &Uid) -> Option<SopClass> {
    match instance.as_str() {
        uid::PRINTER_INSTANCE => Some(SopClass::Printer),
        uid::PRINTER_CONFIGURATION_RETRIEVAL_INSTANCE => {
            Some(SopClass::PrinterConfigurationRetrieval)
        }
        _ => None,
    }
}

/// 0119 when a film or image box is set through the context of the Meta that it is not of. A
/// context of a member class belongs to neither and may set both.
pub(crate) fn expect_meta(color: bool, scope: Scope) -> Result<(), Refusal> {
    let other = match scope {
        Scope::GrayscaleMeta => color,
        Scope::ColorMeta => !color,
        Scope::Bare => false,
    };
    if other { Err(OTHER_META) } else { Ok(()) }
}

const OTHER_META: Refusal =
    Refusal::ClassInstanceConflict("the box is of the other Meta's context");

impl PrintService {
    /// The UID of an instance to be created: as sent, else minted. 0111 when it is taken.
    pub(crate) fn fresh_uid(
        &self,
        request: &Request<'_>,
        env: &mut dyn Environment,
    ) -> Result<Uid, Refusal> {
        let Some(uid) = &request.instance else {
            return Ok(env.mint_uid());
        };
        let taken = self
            .session
            .class_of(uid)
            .or_else(|| well_known(uid))
            .is_some()
            || env.job(uid).is_some();
        if taken {
            Err(Refusal::DuplicateInstance(uid.clone()))
        } else {
            Ok(uid.clone())
        }
    }

    /// Whether a context of this class, alone or in a Meta, was accepted.
    pub(crate) fn negotiated(&self, class: SopClass) -> bool {
        self.association.contexts.iter().any(|context| {
            crate::offers::offer_row(context.abstract_syntax.as_str())
                .is_some_and(|row| row.members.contains(&class))
        })
    }

    pub(crate) fn circumstances(&self, color: bool) -> Circumstances {
        Circumstances {
            annotation: self.negotiated(SopClass::AnnotationBox),
            color,
        }
    }
}

/// The tree's name for a bulk value. 8-bit samples in an OW of a big endian context lie in
/// swapped words (PS3.5 8.1.1), those in an OB do not.
pub(crate) fn pixel_ref(bulk: Bulk, vr: VR) -> PixelRef {
    PixelRef {
        id: bulk.id,
        length: bulk.length,
        big_endian: bulk.big_endian && vr != VR::OB,
    }
}
