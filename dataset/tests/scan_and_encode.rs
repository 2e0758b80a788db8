//! What is encoded is scanned again, in every encoding, at every fragment size; what is broken
//! is refused with the rule it breaks.

use filmdesk_dataset::bulk::MemorySink;
use filmdesk_dataset::encode::{self, SequenceLengths};
use filmdesk_dataset::scan::{Limits, Rule, ScanError, Scanner, Tolerance};
use filmdesk_dataset::{DataSet, Element, Encoding, Tag, VR, Value, tags};
use proptest::prelude::*;

const ENCODINGS: [Encoding; 3] = [
    Encoding::ImplicitLittle,
    Encoding::ExplicitLittle,
    Encoding::ExplicitBig,
];

fn scan_in(
    encoding: Encoding,
    bytes: &[u8],
    fragment: usize,
    limits: Limits,
) -> Result<(DataSet, MemorySink), ScanError> {
    let mut scanner = Scanner::new(encoding, limits);
    let mut sink = MemorySink::default();
    for piece in bytes.chunks(fragment) {
        scanner.feed(piece, &mut sink)?;
    }
    Ok((scanner.finish()?, sink))
}

fn scan(encoding: Encoding, bytes: &[u8]) -> Result<DataSet, ScanError> {
    scan_in(encoding, bytes, 7, Limits::PEER).map(|(data, _)| data)
}

fn rule(encoding: Encoding, bytes: &[u8]) -> String {
    let whole = scan_in(encoding, bytes, bytes.len().max(1), Limits::PEER).map(|_| ());
    let single = scan_in(encoding, bytes, 1, Limits::PEER).map(|_| ());
    let (whole, single) = (whole.unwrap_err(), single.unwrap_err());
    assert_eq!(
        whole.to_string(),
        single.to_string(),
        "fragments change the answer"
    );
    whole.to_string()
}

fn explicit(tag: (u16, u16), vr: &[u8; 2], value: &[u8]) -> Vec<u8> {
    let mut bytes = [tag.0.to_le_bytes(), tag.1.to_le_bytes()].concat();
    bytes.extend(vr);
    bytes.extend((value.len() as u16).to_le_bytes());
    bytes.extend(value);
    bytes
}

fn long(tag: (u16, u16), vr: &[u8; 2], length: u32, value: &[u8]) -> Vec<u8> {
    let mut bytes = [tag.0.to_le_bytes(), tag.1.to_le_bytes()].concat();
    bytes.extend(vr);
    bytes.extend([0, 0]);
    bytes.extend(length.to_le_bytes());
    bytes.extend(value);
    bytes
}

fn item(element: u16, length: u32, value: &[u8]) -> Vec<u8> {
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(element.to_le_bytes());
    bytes.extend(length.to_le_bytes());
    bytes.extend(value);
    bytes
}

const UNDEFINED: u32 = 0xFFFF_FFFF;

#[test]
fn broken_data_sets_are_refused_by_rule() {
    let le = Encoding::ExplicitLittle;
    let name = explicit((0x0010, 0x0010), b"PN", b"Kim ");
    let sequence = |length, inner: &[u8]| long((0x0008, 0x1140), b"SQ", length, inner);
    let table: Vec<(&str, Vec<u8>)> = vec![
        ("cut header", name[..5].to_vec()),
        ("cut value", name[..10].to_vec()),
        ("twice", [name.clone(), name.clone()].concat()),
        ("no VR", explicit((0x0010, 0x0010), b"\x01\x02", b"Kim ")),
        (
            "undefined text",
            long((0x0010, 0x0010), b"UT", UNDEFINED, b""),
        ),
        ("stray item", item(0xE000, 0, b"")),
        ("stray delimiter", item(0xE00D, 0, b"")),
        ("element in sequence", sequence(12, &name)),
        ("open sequence", sequence(UNDEFINED, b"")),
        (
            "item beyond sequence",
            sequence(20, &item(0xE000, 40, &name)),
        ),
        ("element beyond item", sequence(16, &item(0xE000, 8, &name))),
        ("header beyond item", sequence(12, &item(0xE000, 4, &name))),
        (
            "delimiter with length",
            sequence(UNDEFINED, &item(0xE0DD, 2, b"")),
        ),
        (
            "item delimiter in defined item",
            sequence(16, &item(0xE000, 8, &item(0xE00D, 0, b""))),
        ),
        (
            "fragment of undefined length",
            long(
                (0x7FE0, 0x0010),
                b"OB",
                UNDEFINED,
                &item(0xE000, UNDEFINED, b""),
            ),
        ),
        (
            "no fragment",
            long((0x7FE0, 0x0010), b"OB", UNDEFINED, &name),
        ),
        (
            "claim",
            long(
                (0x0008, 0x0018),
                b"SQ",
                0xFFFF_FFF0,
                &long((0x0009, 0x0010), b"OB", 0xFFFF_FFF0, b""),
            ),
        ),
    ];
    let answers: Vec<String> = table
        .iter()
        .map(|(what, bytes)| format!("{what}: {}", rule(le, bytes)))
        .collect();
    insta::assert_snapshot!(answers.join("\n"), @r"
    cut header: (FFFE,E000) at byte 5: the data set ends too early
    cut value: (0010,0010) at byte 10: the data set ends too early
    twice: (0010,0010) at byte 12: the element is there twice
    no VR: (0010,0010) at byte 0: bytes 0x01 0x02 are not a value representation
    undefined text: (0010,0010) at byte 0: undefined length is not allowed here
    stray item: (FFFE,E000) at byte 0: an item or delimiter is not expected here
    stray delimiter: (FFFE,E00D) at byte 0: an item or delimiter is not expected here
    element in sequence: (0010,0010) at byte 12: an item was expected
    open sequence: (0008,1140) at byte 12: the data set ends too early
    item beyond sequence: (FFFE,E000) at byte 12: length 40 exceeds the item or sequence that it is in
    element beyond item: (0010,0010) at byte 20: length 4 exceeds the item or sequence that it is in
    header beyond item: (0010,0010) at byte 20: the header crosses the end of its item or sequence
    delimiter with length: (FFFE,E0DD) at byte 12: a delimiter has length 2
    item delimiter in defined item: (FFFE,E00D) at byte 20: an item or delimiter is not expected here
    fragment of undefined length: (FFFE,E000) at byte 12: undefined length is not allowed here
    no fragment: (0010,0010) at byte 12: an item was expected
    claim: (0009,0010) at byte 12: an item was expected
    ");
}

#[test]
fn limits_hold() {
    let small = Limits {
        kept_value: 8,
        kept_table: 16,
        kept_total: 400,
        depth: 2,
        elements: 4,
        ..Limits::PEER
    };
    let refuse = |bytes: Vec<u8>, limits| {
        let error = scan_in(Encoding::ExplicitLittle, &bytes, 3, limits).unwrap_err();
        assert!(error.rule().unwrap().is_limit(), "{error}");
        error.rule().unwrap()
    };
    assert_eq!(
        refuse(
            explicit((0x0010, 0x0010), b"PN", b"Too long a name "),
            small
        ),
        Rule::ValueTooLong(16)
    );
    let five: Vec<u8> = (0..5)
        .flat_map(|n| explicit((0x0010, n), b"PN", b""))
        .collect();
    assert_eq!(refuse(five, small), Rule::TooManyElements(4));
    let mut deep = Vec::new();
    for _ in 0..70 {
        deep.extend(long(
            (0x0008, 0x1140),
            b"SQ",
            UNDEFINED,
            &item(0xE000, UNDEFINED, b""),
        ));
    }
    assert_eq!(refuse(deep.clone(), Limits::PEER), Rule::TooDeep(64));
    let total = Limits {
        elements: 100,
        ..small
    };
    let many: Vec<u8> = (0..9)
        .flat_map(|n| explicit((0x0010, n), b"PN", b""))
        .collect();
    assert_eq!(refuse(many, total), Rule::TotalTooLong(400));
}

#[test]
fn odd_lengths_pass_where_allowed() {
    let odd = explicit((0x0008, 0x0018), b"UI", b"1.2");
    assert_eq!(
        scan(Encoding::ExplicitLittle, &odd)
            .unwrap()
            .ascii(tags::SOP_INSTANCE_UID),
        Ok(Some("1.2"))
    );
    let strict = Limits {
        tolerance: Tolerance::STRICT,
        ..Limits::PEER
    };
    let error = scan_in(Encoding::ExplicitLittle, &odd, 2, strict).unwrap_err();
    assert_eq!(error.rule(), Some(Rule::OddLength(3)));
}

#[test]
fn unknown_of_undefined_length_is_an_implicit_sequence() {
    let inner = [&[0x10, 0, 0x10, 0, 4, 0, 0, 0][..], b"Kim "].concat();
    let items = [
        item(0xE000, UNDEFINED, &[inner, item(0xE00D, 0, b"")].concat()),
        item(0xE0DD, 0, b""),
    ];
    let unknown = long((0x0009, 0x1001), b"UN", UNDEFINED, &items.concat());
    let data = scan(
        Encoding::ExplicitLittle,
        &[unknown, explicit((0x0010, 0x0020), b"LO", b"77")].concat(),
    )
    .unwrap();
    let items = data.items(Tag(0x0009, 0x1001)).unwrap();
    assert_eq!(items[0].ascii(tags::PATIENT_NAME), Ok(Some("Kim")));
    assert_eq!(data.ascii(tags::PATIENT_ID), Ok(Some("77")));
}

#[test]
fn implicit_us_or_ss_follows_pixel_representation() {
    let implicit = |group: u16, element: u16, value: &[u8]| {
        let mut bytes = [group.to_le_bytes(), element.to_le_bytes()].concat();
        bytes.extend((value.len() as u32).to_le_bytes());
        bytes.extend(value);
        bytes
    };
    let smallest = implicit(0x0028, 0x0106, &[1, 0]);
    let signed = [implicit(0x0028, 0x0103, &[1, 0]), smallest.clone()].concat();
    let vr = |bytes: &[u8]| {
        scan(Encoding::ImplicitLittle, bytes)
            .unwrap()
            .get(tags::SMALLEST_IMAGE_PIXEL_VALUE)
            .unwrap()
            .vr
    };
    assert_eq!(vr(&smallest), VR::US);
    assert_eq!(vr(&signed), VR::SS);
    let private = implicit(0x0029, 0x1010, b"ab");
    assert_eq!(
        scan(Encoding::ImplicitLittle, &private)
            .unwrap()
            .get(Tag(0x0029, 0x1010))
            .unwrap()
            .vr,
        VR::UN
    );
}

#[test]
fn pixel_data_at_depth_and_long_values_go_to_the_sink() {
    let pixels = long((0x7FE0, 0x0010), b"OW", 4, &[1, 2, 3, 4]);
    let image = item(0xE000, pixels.len() as u32, &pixels);
    let mut bytes = explicit((0x0008, 0x0016), b"UI", b"1.2\0");
    bytes.extend(long((0x0009, 0x1001), b"OB", 70_000, &[7; 70_000]));
    bytes.extend(long((0x0028, 0x3006), b"OW", 70_000, &[8; 70_000]));
    bytes.extend(long((0x2020, 0x0110), b"SQ", image.len() as u32, &image));
    bytes.extend(long(
        (0x7FE0, 0x0010),
        b"OB",
        UNDEFINED,
        &[
            item(0xE000, 0, b""),
            item(0xE000, 2, b"xy"),
            item(0xE0DD, 0, b""),
        ]
        .concat(),
    ));
    let (data, sink) = scan_in(Encoding::ExplicitLittle, &bytes, 1000, Limits::PEER).unwrap();
    assert_eq!(data.bulk(Tag(0x0009, 0x1001)).unwrap().length, 70_000);
    assert_eq!(data.bytes(tags::LUT_DATA).unwrap().len(), 70_000);
    let nested = data.items(tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE).unwrap()[0]
        .bulk(tags::PIXEL_DATA)
        .unwrap();
    assert_eq!(sink.values[nested.id as usize], [1, 2, 3, 4]);
    let outer = data.bulk(tags::PIXEL_DATA).unwrap();
    assert!(outer.encapsulated && !nested.encapsulated);
    assert_eq!(
        sink.values[outer.id as usize],
        [item(0xE000, 0, b""), item(0xE000, 2, b"xy")].concat()
    );
    let mut source = sink;
    let mut again = Vec::new();
    encode::write(&data, Encoding::ExplicitLittle, &mut again, &mut source).unwrap();
    assert_eq!(again, bytes);
    let error = encode::write(
        &data,
        Encoding::ImplicitLittle,
        &mut Vec::new(),
        &mut source,
    )
    .unwrap_err();
    assert_eq!(
        error.to_string(),
        "(7FE0,0010) is encapsulated, which needs explicit VR little endian"
    );
}

#[test]
fn big_endian_samples_are_kept_as_they_came_and_turned_on_writing() {
    let mut data = DataSet::new();
    data.put_u16(tags::ROWS, 0x0102);
    let big = encode::encode(&data, Encoding::ExplicitBig).unwrap();
    assert_eq!(big, b"\x00\x28\x00\x10US\x00\x02\x01\x02");
    let pixels = b"\x7F\xE0\x00\x10OW\x00\x00\x00\x00\x00\x04\x01\x02\x03\x04";
    let (scanned, mut sink) = scan_in(
        Encoding::ExplicitBig,
        &[&big[..], pixels].concat(),
        1,
        Limits::PEER,
    )
    .unwrap();
    assert_eq!(scanned.u16(tags::ROWS), Ok(Some(0x0102)));
    assert!(scanned.bulk(tags::PIXEL_DATA).unwrap().big_endian);
    assert_eq!(sink.values[0], [1, 2, 3, 4]);
    let mut little = Vec::new();
    encode::write(&scanned, Encoding::ImplicitLittle, &mut little, &mut sink).unwrap();
    assert_eq!(little[little.len() - 4..], [2, 1, 4, 3]);
}

#[test]
fn a_short_vr_that_is_too_long_is_written_as_un() {
    let mut data = DataSet::new();
    data.put_bytes(tags::CONTOUR_DATA, VR::DS, vec![b'1'; 65_536]);
    let bytes = encode::encode(&data, Encoding::ExplicitLittle).unwrap();
    assert_eq!(&bytes[4..12], b"UN\0\0\0\0\x01\0");
    assert_eq!(
        bytes.len() as u64,
        encode::encoded_length(&data, Encoding::ExplicitLittle)
    );
}

#[test]
fn a_damaged_end_leaves_what_came_before() {
    let mut scanner = Scanner::new(Encoding::ExplicitLittle, Limits::FILE);
    let mut sink = MemorySink::default();
    let bytes = [
        explicit((0x0010, 0x0010), b"PN", b"Kim "),
        long((0x7FE0, 0x0010), b"OW", 100, &[5; 60]),
    ]
    .concat();
    scanner.feed(&bytes, &mut sink).unwrap();
    let (data, error) = scanner.finish_damaged(&mut sink);
    assert_eq!(
        error.unwrap().to_string(),
        "(7FE0,0010) at byte 84: the data set ends too early"
    );
    assert_eq!(data.bulk(tags::PIXEL_DATA).unwrap().length, 60);
    assert_eq!(data.ascii(tags::PATIENT_NAME), Ok(Some("Kim")));
}

/// Elements whose VR survives implicit VR: known tags with their dictionary VR.
fn element() -> impl Strategy<Value = (Tag, VR, Vec<u8>)> {
    let table = vec![
        (tags::PATIENT_NAME, VR::PN, 2),
        (tags::SOP_INSTANCE_UID, VR::UI, 2),
        (tags::ROWS, VR::US, 2),
        (tags::FRAME_INCREMENT_POINTER, VR::AT, 4),
        (tags::SIMPLE_FRAME_LIST, VR::UL, 4),
        (tags::RECOMMENDED_DISPLAY_FRAME_RATE_IN_FLOAT, VR::FL, 4),
        (tags::DOPPLER_CORRECTION_ANGLE, VR::FD, 8),
        (tags::LUT_DATA, VR::OW, 2),
        (tags::TEXT_STRING, VR::LO, 2),
        (tags::PIXEL_DATA, VR::OW, 2),
        (Tag(0x0029, 0x1020), VR::UN, 2),
    ];
    (proptest::sample::select(table), 0..12usize).prop_flat_map(|((tag, vr, unit), count)| {
        proptest::collection::vec(any::<u8>(), unit * count).prop_map(move |bytes| (tag, vr, bytes))
    })
}

fn leaf() -> impl Strategy<Value = DataSet> {
    proptest::collection::vec(element(), 0..6).prop_map(|elements| {
        let mut data = DataSet::new();
        for (tag, vr, bytes) in elements {
            data.insert(
                tag,
                Element {
                    vr,
                    value: Value::Bytes(bytes),
                },
            );
        }
        data
    })
}

fn data_set() -> impl Strategy<Value = DataSet> {
    leaf().prop_recursive(4, 24, 3, |inner| {
        (leaf(), proptest::collection::vec(inner, 0..3)).prop_map(|(mut data, items)| {
            data.put_items(tags::REFERENCED_IMAGE_SEQUENCE, items);
            data
        })
    })
}

/// Pixel Data come back as bulk: puts the bytes back for comparison.
fn restore(data: DataSet, sink: &MemorySink) -> DataSet {
    let mut restored = DataSet::new();
    for (tag, element) in data.iter() {
        let value = match &element.value {
            Value::Bulk(bulk) => {
                let mut bytes = sink.values[bulk.id as usize].clone();
                if bulk.big_endian {
                    bytes.chunks_exact_mut(2).for_each(|pair| pair.swap(0, 1));
                }
                Value::Bytes(bytes)
            }
            Value::Items(items) => {
                Value::Items(items.iter().map(|set| restore(set.clone(), sink)).collect())
            }
            bytes => bytes.clone(),
        };
        restored.insert(
            tag,
            Element {
                vr: element.vr,
                value,
            },
        );
    }
    restored
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn what_is_encoded_is_scanned_again(
        data in data_set(),
        encoding in proptest::sample::select(&ENCODINGS[..]),
        undefined in any::<bool>(),
        fragment in 1..40usize,
    ) {
        let lengths = if undefined { SequenceLengths::Undefined } else { SequenceLengths::Defined };
        let mut bytes = Vec::new();
        encode::write_with(&data, encoding, lengths, &mut bytes, &mut MemorySink::default()).unwrap();
        prop_assert_eq!(bytes.len() as u64, encode::length_with(&data, encoding, lengths));
        let (scanned, sink) = scan_in(encoding, &bytes, fragment, Limits::PEER).unwrap();
        prop_assert_eq!(restore(scanned, &sink), data);
    }

    #[test]
    fn damaged_bytes_end_in_an_answer(
        data in data_set(),
        encoding in proptest::sample::select(&ENCODINGS[..]),
        hits in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut bytes = encode::encode(&data, encoding).unwrap();
        for (at, value) in hits {
            if !bytes.is_empty() {
                let at = at.index(bytes.len());
                bytes[at] = value;
            }
        }
        let whole = scan_in(encoding, &bytes, bytes.len().max(1), Limits::PEER).map(|(data, _)| data);
        let single = scan_in(encoding, &bytes, 1, Limits::PEER).map(|(data, _)| data);
        match (whole, single) {
            (Ok(whole), Ok(single)) => prop_assert_eq!(whole, single),
            (Err(whole), Err(single)) => prop_assert_eq!(whole.to_string(), single.to_string()),
            (whole, single) => prop_assert!(false, "{whole:?} and {single:?}"),
        }
    }
}
