//! One direction of an association: its bytes as PDUs, command sets and data sets.

use filmdesk_dimse::command::Command;
use filmdesk_dimse::command_set::MAX_COMMAND_SET;
use filmdesk_web::{Side, What};

use super::book::Book;
use super::header::Header;
use super::{command, negotiation};

/// Type, reserved byte and length of a PDU (PS3.8 9.3.1).
const PDU_HEADER: usize = 6;
/// Length, context and control of a presentation data value (PS3.8 9.3.5.1, Annex E.2).
const PDV_HEADER: usize = 6;
/// What a PDV's length counts beside the fragment: context and control.
const PDV_OVERHEAD: u32 = 2;
const P_DATA_TF: u8 = 4;
/// Bits of the control byte.
const IS_COMMAND: u8 = 1;
const IS_LAST: u8 = 2;
/// Bytes of a PDU other than data that are read: that of 128 contexts with a few transfer
/// syntaxes each has less.
const MOST_READ: usize = 64 << 10;

/// As PS3.8 9.3.1 calls them, by type.
const NAMES: [&str; 8] = [
    "unknown PDU",
    "A-ASSOCIATE-RQ",
    "A-ASSOCIATE-AC",
    "A-ASSOCIATE-RJ",
    "P-DATA-TF",
    "A-RELEASE-RQ",
    "A-RELEASE-RP",
    "A-ABORT",
];

/// What one side sends.
pub(super) struct Flow {
    side: Side,
    gathered: Vec<u8>,
    pdu: Option<Pdu>,
    pdv: Option<Pdv>,
    command: Message<Vec<u8>>,
    data: Message<Option<Header>>,
    /// After a length that cannot be nothing can be read.
    is_lost: bool,
}

struct Pdu {
    kind: u8,
    length: u32,
    left: u32,
}

#[derive(Clone, Copy)]
struct Pdv {
    context: u8,
    control: u8,
    left: u32,
}

/// A command set or data set under way.
#[derive(Default)]
struct Message<T> {
    content: T,
    fragments: u32,
    bytes: u64,
}

impl Flow {
    pub(super) fn new(side: Side) -> Self {
        Self {
            side,
            gathered: Vec::new(),
            pdu: None,
            pdv: None,
            command: Message::default(),
            data: Message::default(),
            is_lost: false,
        }
    }

    /// Takes the next bytes, however many.
    pub(super) fn feed(&mut self, mut bytes: &[u8], book: &mut Book) {
        while !bytes.is_empty() && !self.is_lost {
            let taken = match (&self.pdu, self.pdv) {
                (None, _) => self.gather(bytes, PDU_HEADER, Self::begin_pdu, book),
                (Some(pdu), Some(pdv)) if pdu.kind == P_DATA_TF => self.fragment(pdv, bytes, book),
                (Some(pdu), _) if pdu.kind == P_DATA_TF => {
                    self.gather(bytes, PDV_HEADER, Self::begin_pdv, book)
                }
                (Some(_), _) => self.body(bytes, book),
            };
            bytes = &bytes[taken..];
        }
    }

    /// Fills a header of this size; acts when it is whole.
    fn gather(
        &mut self,
        bytes: &[u8],
        size: usize,
        act: fn(&mut Self, [u8; 6], &mut Book),
        book: &mut Book,
    ) -> usize {
        let taken = bytes.len().min(size - self.gathered.len());
        self.gathered.extend_from_slice(&bytes[..taken]);
        if let Ok(header) = <[u8; 6]>::try_from(self.gathered.as_slice()) {
            self.gathered.clear();
            act(self, header, book);
        }
        taken
    }

    fn begin_pdu(&mut self, header: [u8; 6], book: &mut Book) {
        let [kind, _, length @ ..] = header;
        let length = u32::from_be_bytes(length);
        self.pdu = Some(Pdu {
            kind,
            length,
            left: length,
        });
        self.end_pdu_if_whole(book);
    }

    fn begin_pdv(&mut self, header: [u8; 6], book: &mut Book) {
        let [length @ .., context, control] = header;
        let length = u32::from_be_bytes(length);
        let left = self.pdu.as_ref().map_or(0, |pdu| pdu.left);
        let fits = length.checked_add(4).is_some_and(|whole| whole <= left);
        if length < PDV_OVERHEAD || !fits {
            self.is_lost = true;
            book.note(
                "a presentation data value has a length that cannot be; nothing is read after it",
            );
            return;
        }
        if let Some(pdu) = &mut self.pdu {
            pdu.left -= PDV_HEADER as u32;
        }
        let pdv = Pdv {
            context,
            control,
            left: length - PDV_OVERHEAD,
        };
        match pdv.control & IS_COMMAND {
            0 => self.data.fragments += 1,
            _ => self.command.fragments += 1,
        }
        self.pdv = Some(pdv);
        if pdv.left == 0 {
            self.fragment(pdv, &[], book);
        }
    }

    /// Bytes of a fragment.
    fn fragment(&mut self, pdv: Pdv, bytes: &[u8], book: &mut Book) -> usize {
        let taken = bytes.len().min(pdv.left as usize);
        let (bytes, left) = (&bytes[..taken], pdv.left - taken as u32);
        match pdv.control & IS_COMMAND {
            0 => self.take_data(pdv.context, bytes, book),
            _ => self.take_command(bytes),
        }
        if let Some(pdu) = &mut self.pdu {
            pdu.left -= taken as u32;
        }
        self.pdv = (left > 0).then_some(Pdv { left, ..pdv });
        if left == 0 && pdv.control & IS_LAST != 0 {
            self.end_message(pdv, book);
        }
        if left == 0 {
            self.end_pdu_if_whole(book);
        }
        taken
    }

    fn take_command(&mut self, bytes: &[u8]) {
        self.command.bytes += bytes.len() as u64;
        let room = MAX_COMMAND_SET.saturating_sub(self.command.content.len());
        let kept = &bytes[..bytes.len().min(room)];
        self.command.content.extend_from_slice(kept);
    }

    fn take_data(&mut self, context: u8, bytes: &[u8], book: &Book) {
        self.data.bytes += bytes.len() as u64;
        let syntax = || book.syntaxes.get(&context).map_or("", String::as_str);
        let header = &mut self.data.content;
        header
            .get_or_insert_with(|| Header::new(syntax()))
            .feed(bytes);
    }

    fn end_message(&mut self, pdv: Pdv, book: &mut Book) {
        match pdv.control & IS_COMMAND {
            0 => self.end_data(pdv.context, book),
            _ => self.end_command(pdv.context, book),
        }
    }

    fn end_command(&mut self, context: u8, book: &mut Book) {
        let message = std::mem::take(&mut self.command);
        let (name, fields) = match Command::parse(&message.content) {
            Ok(command) => (
                command.field.to_string(),
                command::fields(self.side, &command, &mut book.uids),
            ),
            Err(invalid) => {
                let defect = negotiation::fact("Defect", invalid.defect);
                ("invalid command set".to_owned(), vec![defect])
            }
        };
        let what = What::Command {
            name,
            context,
            fragments: message.fragments,
            bytes: message.bytes,
            fields,
        };
        book.push(self.side, what);
    }

    fn end_data(&mut self, context: u8, book: &mut Book) {
        let message = std::mem::take(&mut self.data);
        let (elements, note) = match message.content {
            Some(header) => header.finish(&mut book.uids),
            None => Default::default(),
        };
        let syntax = book.syntaxes.get(&context).cloned();
        let what = What::DataSet {
            context,
            syntax: syntax.unwrap_or_default(),
            fragments: message.fragments,
            bytes: message.bytes,
            elements,
            note,
        };
        book.push(self.side, what);
    }

    /// Bytes of a PDU that is no data.
    fn body(&mut self, bytes: &[u8], book: &mut Book) -> usize {
        let Some(pdu) = &mut self.pdu else { return 0 };
        let taken = bytes.len().min(pdu.left as usize);
        pdu.left -= taken as u32;
        let room = MOST_READ.saturating_sub(self.gathered.len());
        self.gathered.extend_from_slice(&bytes[..taken.min(room)]);
        self.end_pdu_if_whole(book);
        taken
    }

    fn end_pdu_if_whole(&mut self, book: &mut Book) {
        let Some(pdu) = self.pdu.take_if(|pdu| pdu.left == 0) else {
            return;
        };
        let body = std::mem::take(&mut self.gathered);
        if pdu.kind == P_DATA_TF {
            return;
        }
        let name = NAMES.get(usize::from(pdu.kind)).copied();
        let name = name.unwrap_or(NAMES[0]);
        let fields = match name {
            // Nobody else accepts an association of ours: another one's is not believed.
            "A-ASSOCIATE-AC" if self.side == Side::Filmdesk => {
                let answers = negotiation::answers(&body).into_iter();
                let accepted = answers.filter(|answered| answered.result == 0);
                book.syntaxes
                    .extend(accepted.map(|answered| (answered.id, answered.syntax)));
                negotiation::of_accept(&body)
            }
            name => negotiation::of_short(name, &body),
        };
        let what = What::Pdu {
            name: name.to_owned(),
            length: Some(pdu.length),
            fields,
        };
        book.push(self.side, what);
    }
}
