//! A font for a page: some characters of one face as an OpenType file with a `cmap`, which the
//! subsets of PDF do without.

use std::collections::{BTreeMap, BTreeSet};

use skrifa::{FontRef, GlyphId, MetadataProvider, Tag};

use crate::face::FaceId;
use crate::typesetter::Typesetter;

/// Bytes of an entry of the table directory.
const RECORD: usize = 16;
/// Bytes before the table directory.
const HEADER: usize = 12;

impl Typesetter {
    /// The face that has most of `characters`, reduced to those that it has. None when no face has
    /// any, or that face cannot be reduced.
    #[must_use]
    pub fn web_font(&self, characters: &BTreeSet<char>) -> Option<Vec<u8>> {
        let faces = self.faces().map(|(id, _)| id);
        // The first of equals: the order of fallback is the order of preference.
        let (id, glyphs) = faces
            .filter_map(|id| Some((id, self.glyphs(id, characters)?)))
            .reduce(|best, next| match next.1.len() > best.1.len() {
                true => next,
                false => best,
            })?;
        let wanted: BTreeSet<u16> = glyphs.values().copied().collect();
        let subset = self.subset(id, &wanted).ok()?;
        let mapped = glyphs.iter();
        let mapped = mapped.filter_map(|(c, old)| Some((*c, *subset.remap.get(old)?)));
        with_cmap(&subset.bytes, &self.os2(id), &mapped.collect())
    }

    /// The glyphs of those characters that a face has.
    fn glyphs(&self, id: FaceId, characters: &BTreeSet<char>) -> Option<BTreeMap<char, u16>> {
        let charmap = self.face(id)?.font()?.charmap();
        let glyph = |c: &char| {
            let glyph = charmap.map(*c).filter(|glyph| *glyph != GlyphId::NOTDEF)?;
            Some((*c, u16::try_from(glyph.to_u32()).ok()?))
        };
        let glyphs: BTreeMap<char, u16> = characters.iter().filter_map(glyph).collect();
        (!glyphs.is_empty()).then_some(glyphs)
    }

    /// The table of a face that every reader but PDF's wants.
    fn os2(&self, id: FaceId) -> Vec<u8> {
        let font = self.face(id).and_then(|face| face.font());
        let table =
            font.and_then(|font| Some(font.table_data(Tag::new(b"OS/2"))?.as_bytes().to_vec()));
        table.unwrap_or_default()
    }
}

fn with_cmap(subset: &[u8], os2: &[u8], glyphs: &BTreeMap<char, u16>) -> Option<Vec<u8>> {
    let font = FontRef::new(subset).ok()?;
    let records = font.table_directory().table_records().iter();
    let mut tables: BTreeMap<Tag, Vec<u8>> = records
        .filter_map(|record| {
            let table = font.table_data(record.tag())?;
            Some((record.tag(), table.as_bytes().to_vec()))
        })
        .collect();
    tables.insert(Tag::new(b"cmap"), cmap(glyphs));
    if !os2.is_empty() {
        tables.insert(Tag::new(b"OS/2"), os2.to_vec());
    }
    let post = || [&0x0003_0000_u32.to_be_bytes()[..], &[0; 28]].concat();
    tables.entry(Tag::new(b"post")).or_insert_with(post);
    let version = subset.get(..4)?;
    Some(file(version, &tables))
}

/// Format 12: every character of Unicode, in groups of consecutive characters and glyphs.
fn cmap(glyphs: &BTreeMap<char, u16>) -> Vec<u8> {
    let mut groups: Vec<[u32; 3]> = Vec::new();
    for (character, glyph) in glyphs {
        let (code, glyph) = (u32::from(*character), u32::from(*glyph));
        match groups.last_mut() {
            Some([first, last, start]) if code == *last + 1 && glyph == *start + code - *first => {
                *last = code;
            }
            _ => groups.push([code, code, glyph]),
        }
    }
    let count = groups.len() as u32;
    // One encoding: Windows, full Unicode; its subtable 12 bytes from the beginning.
    let mut table = [[0, 0, 0, 1], [0, 3, 0, 10], [0, 0, 0, 12], [0, 12, 0, 0]].concat();
    for word in [16 + 12 * count, 0, count] {
        table.extend(word.to_be_bytes());
    }
    table.extend(
        groups
            .as_flattened()
            .iter()
            .flat_map(|word| word.to_be_bytes()),
    );
    table
}

/// Tables in the order of their tags, each on a multiple of four.
fn file(version: &[u8], tables: &BTreeMap<Tag, Vec<u8>>) -> Vec<u8> {
    let count = tables.len() as u16;
    let power = count.max(1).ilog2();
    let range = RECORD as u16 * (1 << power);
    let mut out = version.to_vec();
    for word in [count, range, power as u16, RECORD as u16 * count - range] {
        out.extend(word.to_be_bytes());
    }
    let mut at = HEADER + RECORD * tables.len();
    for (tag, table) in tables {
        out.extend(tag.to_be_bytes());
        for word in [checksum(table), at as u32, table.len() as u32] {
            out.extend(word.to_be_bytes());
        }
        at += table.len().next_multiple_of(4);
    }
    for table in tables.values() {
        out.extend(table);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    out
}

fn checksum(table: &[u8]) -> u32 {
    table.chunks(4).fold(0_u32, |sum, bytes| {
        let mut word = [0; 4];
        word[..bytes.len()].copy_from_slice(bytes);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_web_font_has_the_characters_asked_for() {
        let wanted: BTreeSet<char> = "Łukasz Đ 中".chars().collect();
        let font = Typesetter::embedded().web_font(&wanted).expect("a font");
        let font = FontRef::new(&font).expect("OpenType");
        let charmap = font.charmap();
        assert!("ŁukaszĐ".chars().all(|c| charmap.map(c).is_some()));
        assert_eq!(charmap.map('中'), None, "the face has none");
        assert_eq!(charmap.map('x'), None, "nobody asked");
    }

    #[test]
    fn consecutive_characters_are_one_group() {
        let glyphs = BTreeMap::from([('a', 1), ('b', 2), ('d', 3)]);
        let table = cmap(&glyphs);
        assert_eq!(table.len(), 12 + 16 + 2 * 12);
    }
}
