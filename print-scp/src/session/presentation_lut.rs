//! Presentation LUT (PS3.4 H.4.9).

use std::collections::BTreeMap;

use dicom_core::VR;
use dicom_dictionary_std::tags;
use filmdesk_dataset::DataSet;
use filmdesk_dimse::command::Operation;
use filmdesk_dimse::uid::Uid;

use super::MAX_PRESENTATION_LUTS;
use crate::attributes::{Reader, check_presence, rows_of};
use crate::environment::{Admission, Environment};
use crate::offers::SopClass;
use crate::service::{Granted, PrintService, Refusal, Request};
use crate::sheet::Tone;

/// Number of entries by Bits Stored (H.4.9.2.1.1.1).
const ENTRIES: &[(u16, usize)] = &[(8, 256), (12, 4096)];
/// Bits of an entry (H.4.9.2.1.1.1).
const ENTRY_BITS: std::ops::RangeInclusive<u16> = 10..=16;

/// A Presentation LUT of this association.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct PresentationLut {
    pub(crate) tone: Tone,
}

impl PresentationLut {
    /// Whether a table has an entry for every value of this many bits; shapes suit all.
    pub(crate) fn suits(&self, bits_stored: u16) -> bool {
        match &self.tone {
            Tone::Table { entries, .. } => ENTRIES.contains(&(bits_stored, entries.len())),
            _ => true,
        }
    }
}

/// N-CREATE (H.4.9.2.1).
pub(crate) fn create(
    service: &mut PrintService,
    request: &Request<'_>,
    env: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    let rows = rows_of(SopClass::PresentationLut, Operation::NCreate);
    let unsupported = check_presence(rows, request.data, service.circumstances(false))?;
    let uid = service.fresh_uid(request, env)?;
    let (sequence, shape) = (
        tags::PRESENTATION_LUT_SEQUENCE,
        tags::PRESENTATION_LUT_SHAPE,
    );
    let mut reader = Reader::new(request.data, rows);
    let tone = match (
        request.data.has_value(sequence),
        request.data.has_value(shape),
    ) {
        (false, false) => return Err(neither(request.data)),
        (true, true) => {
            reader.refuse_because(&[sequence, shape], "send Sequence or Shape, not both");
            None
        }
        (true, false) => reader.must(sequence, table),
        (false, true) => reader.must(shape, shape_tone),
    };
    let warnings = reader.finish(service.association.peer.unsupported, unsupported)?;
    let tone = tone.ok_or(Refusal::Processing("Presentation LUT cannot be read"))?;
    if service.session.luts.len() >= MAX_PRESENTATION_LUTS {
        return Err(Refusal::ResourceLimit(
            "too many Presentation LUTs, delete some",
        ));
    }
    let full = |_| Refusal::ResourceLimit("no room for a Presentation LUT, try again later");
    env.admit(Admission::PresentationLut).map_err(full)?;
    service
        .session
        .luts
        .insert(uid.clone(), PresentationLut { tone });
    let mut data_set = DataSet::new();
    for tag in [sequence, shape]
        .into_iter()
        .filter(|tag| request.data.has_value(*tag))
    {
        crate::attributes::put(&mut data_set, request.data, tag);
    }
    Ok(Granted {
        warnings,
        data_set: Some(data_set),
        created: Some(uid),
        kept: None,
    })
}

/// 0121 when one of the two is there without value, else 0120.
fn neither(data: &DataSet) -> Refusal {
    let (sequence, shape) = (
        tags::PRESENTATION_LUT_SEQUENCE,
        tags::PRESENTATION_LUT_SHAPE,
    );
    let mut valueless = DataSet::new();
    for (tag, vr) in [(sequence, VR::SQ), (shape, VR::CS)] {
        if data.contains(tag) {
            valueless.put_empty(tag, vr);
        }
    }
    if valueless.is_empty() {
        Refusal::MissingAttribute(vec![sequence, shape])
    } else {
        Refusal::MissingValue(valueless)
    }
}

fn shape_tone(data: &DataSet) -> Option<Tone> {
    match data.ascii(tags::PRESENTATION_LUT_SHAPE).ok()?? {
        "IDENTITY" => Some(Tone::Identity),
        "LIN OD" => Some(Tone::LinOd),
        _ => None,
    }
}

/// The table of the one item: as many entries as the descriptor says, none above its bits.
fn table(data: &DataSet) -> Option<Tone> {
    let [item] = data.items(tags::PRESENTATION_LUT_SEQUENCE)? else {
        return None;
    };
    let descriptor = Reader::us_values(item, tags::LUT_DESCRIPTOR)?;
    let &[count, first, bits] = descriptor.as_slice() else {
        return None;
    };
    let known = ENTRIES
        .iter()
        .any(|(_, entries)| *entries == usize::from(count));
    if !known || first != 0 || !ENTRY_BITS.contains(&bits) {
        return None;
    }
    let bytes = item
        .bytes(tags::LUT_DATA)
        .filter(|bytes| bytes.len() == 2 * usize::from(count))?;
    let pairs = bytes.chunks_exact(2);
    let entries: Vec<u16> = pairs
        .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
        .collect();
    let within = entries.iter().all(|entry| u32::from(*entry) < 1 << bits);
    within.then_some(Tone::Table { bits, entries })
}

/// N-DELETE (H.4.9.2.2): not while a film or image box refers to it.
pub(crate) fn delete(
    service: &mut PrintService,
    request: &Request<'_>,
    _: &mut dyn Environment,
) -> Result<Granted, Refusal> {
    let uid = request.target()?;
    service.session.expect(uid, SopClass::PresentationLut)?;
    let referenced = service.session.films().iter().any(|film| {
        let images = film.images.iter().map(|image| &image.values.lut);
        std::iter::once(&film.values.lut)
            .chain(images)
            .any(|lut| lut.as_ref() == Some(uid))
    });
    if referenced {
        return Err(Refusal::Processing(
            "a film or image box refers to this LUT",
        ));
    }
    service.session.luts.remove(uid);
    Ok(Granted::default())
}

/// Referenced Presentation LUT Sequence. A LUT that does not exist is refused whatever the
/// policy: a film in other tones than asked for is worse than none.
pub(super) fn read_reference(
    reader: &mut Reader<'_>,
    slot: &mut Option<Uid>,
    luts: &BTreeMap<Uid, PresentationLut>,
) {
    let tag = tags::REFERENCED_PRESENTATION_LUT_SEQUENCE;
    if !reader.data().contains(tag) {
        return;
    }
    if !reader.data().has_value(tag) {
        *slot = None;
        return;
    }
    let found = reader.must(tag, |data| {
        let (class, instance) = Reader::reference(data, tag)?;
        let is_lut = class == SopClass::PresentationLut.uid();
        (is_lut && luts.contains_key(&instance)).then_some(instance)
    });
    if found.is_some() {
        *slot = found;
    }
}
