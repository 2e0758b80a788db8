//! Finds PDUs and PDV fragments in a stream of bytes, without copying any and without
//! waiting for a whole PDU: what has arrived of a fragment is handed on at once, so that a
//! length field can claim what it likes.

use crate::event::Violation;
use crate::pdu::{
    ABORT, ASSOCIATE_AC, ASSOCIATE_RJ, ASSOCIATE_RQ, P_DATA_TF, PDU_HEADER, PDV_HEADER, RELEASE_RP,
    RELEASE_RQ, SHORT_BODY, pdu_name,
};

/// Where in the stream the framer stands. `Copy`: a copy looks ahead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Framer {
    stage: Stage,
    /// Our announced maximum; 0 is none.
    maximum: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Pdu,
    /// Within a P-DATA-TF, before a PDV header.
    PData {
        left: u32,
    },
    /// Within a PDV; `after` bytes of the PDU follow it.
    Pdv {
        left: u32,
        after: u32,
        context: u8,
        control: u8,
    },
}

/// What stands at the front of the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// More bytes are needed.
    Incomplete,
    /// A piece of a fragment: the last `length` of the bytes consumed.
    Piece {
        context: u8,
        control: u8,
        length: usize,
        ends_fragment: bool,
    },
    ReleaseRq,
    ReleaseRp,
    Abort {
        source: u8,
        reason: u8,
    },
    Violation(Violation),
}

impl Framer {
    pub(crate) fn new(maximum: u32) -> Self {
        Self {
            stage: Stage::Pdu,
            maximum,
        }
    }

    /// Whether the stream stands between two PDUs.
    pub(crate) fn is_between(&self) -> bool {
        self.stage == Stage::Pdu
    }

    /// Takes what stands at the front; returns it and the number of bytes consumed
    /// (for a piece: headers before it included).
    pub(crate) fn next(&mut self, bytes: &[u8]) -> (usize, Found) {
        let mut consumed = 0;
        loop {
            let rest = &bytes[consumed..];
            let (taken, found) = match self.stage {
                Stage::Pdu => self.pdu(rest),
                Stage::PData { left } => self.pdv_header(rest, left),
                Stage::Pdv { .. } => self.piece(rest),
            };
            consumed += taken;
            if let Some(found) = found {
                return (consumed, found);
            }
        }
    }

    fn pdu(&mut self, bytes: &[u8]) -> (usize, Option<Found>) {
        let Some((pdu_type, length)) = peek_header(bytes) else {
            return (0, Some(Found::Incomplete));
        };
        match pdu_type {
            P_DATA_TF => self.p_data(length),
            RELEASE_RQ | RELEASE_RP | ABORT => short(bytes, pdu_type, length),
            ASSOCIATE_RQ | ASSOCIATE_AC | ASSOCIATE_RJ => (
                0,
                Some(Found::Violation(Violation::UnexpectedPdu(pdu_name(
                    pdu_type,
                )))),
            ),
            unknown => (
                0,
                Some(Found::Violation(Violation::UnrecognizedPdu(unknown))),
            ),
        }
    }

    fn p_data(&mut self, length: u32) -> (usize, Option<Found>) {
        if self.maximum != 0 && length > self.maximum {
            let maximum = self.maximum;
            return (
                0,
                Some(Found::Violation(Violation::PduTooLong { length, maximum })),
            );
        }
        if (length as usize) < PDV_HEADER {
            return (
                0,
                Some(Found::Violation(Violation::PduLength {
                    pdu: pdu_name(P_DATA_TF),
                    length,
                })),
            );
        }
        self.stage = Stage::PData { left: length };
        (PDU_HEADER, None)
    }

    fn pdv_header(&mut self, bytes: &[u8], left: u32) -> (usize, Option<Found>) {
        if (left as usize) < PDV_HEADER {
            return (
                0,
                Some(Found::Violation(Violation::PdvLength { length: 0, left })),
            );
        }
        let Some(header) = bytes.first_chunk::<PDV_HEADER>() else {
            return (0, Some(Found::Incomplete));
        };
        let [a, b, c, d, context, control] = *header;
        let length = u32::from_be_bytes([a, b, c, d]);
        let room = left - 4;
        if length < 2 || length > room {
            return (
                0,
                Some(Found::Violation(Violation::PdvLength {
                    length,
                    left: room,
                })),
            );
        }
        self.stage = Stage::Pdv {
            left: length - 2,
            after: room - length,
            context,
            control,
        };
        (PDV_HEADER, None)
    }

    fn piece(&mut self, bytes: &[u8]) -> (usize, Option<Found>) {
        let Stage::Pdv {
            left,
            after,
            context,
            control,
        } = self.stage
        else {
            return (0, None);
        };
        let length = bytes.len().min(left as usize);
        if length == 0 && left > 0 {
            return (0, Some(Found::Incomplete));
        }
        let left = left - length as u32;
        self.stage = match (left, after) {
            (0, 0) => Stage::Pdu,
            (0, after) => Stage::PData { left: after },
            (left, after) => Stage::Pdv {
                left,
                after,
                context,
                control,
            },
        };
        (
            length,
            Some(Found::Piece {
                context,
                control,
                length,
                ends_fragment: left == 0,
            }),
        )
    }
}

/// A PDU with a body of four bytes; consumed when it is whole.
fn short(bytes: &[u8], pdu_type: u8, length: u32) -> (usize, Option<Found>) {
    if length as usize != SHORT_BODY {
        let violation = Violation::PduLength {
            pdu: pdu_name(pdu_type),
            length,
        };
        return (0, Some(Found::Violation(violation)));
    }
    let Some(pdu) = bytes.first_chunk::<{ PDU_HEADER + SHORT_BODY }>() else {
        return (0, Some(Found::Incomplete));
    };
    let found = match pdu_type {
        RELEASE_RQ => Found::ReleaseRq,
        RELEASE_RP => Found::ReleaseRp,
        _ => Found::Abort {
            source: pdu[8],
            reason: pdu[9],
        },
    };
    (pdu.len(), Some(found))
}

/// PDU type and length field, once the header is whole.
pub(crate) fn peek_header(bytes: &[u8]) -> Option<(u8, u32)> {
    let [pdu_type, _, a, b, c, d] = *bytes.first_chunk::<PDU_HEADER>()?;
    Some((pdu_type, u32::from_be_bytes([a, b, c, d])))
}
