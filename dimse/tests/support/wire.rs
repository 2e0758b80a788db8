//! PDUs and command sets by hand, and their description.

use filmdesk_dimse::service;

pub const IMPLICIT: &str = service::IMPLICIT_VR_LITTLE_ENDIAN;
pub const EXPLICIT: &str = service::EXPLICIT_VR_LITTLE_ENDIAN;
pub const GRAY: &str = service::BASIC_GRAYSCALE_PRINT_MANAGEMENT_META;

pub fn pdu(pdu_type: u8, body: &[u8]) -> Vec<u8> {
    let length = u32::try_from(body.len()).unwrap();
    [&[pdu_type, 0], length.to_be_bytes().as_slice(), body].concat()
}

pub fn item(kind: u8, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).unwrap();
    [&[kind, 0], length.to_be_bytes().as_slice(), body].concat()
}

pub fn context_item(id: u8, abstract_syntax: &str, transfer_syntaxes: &[&str]) -> Vec<u8> {
    let mut body = vec![id, 0, 0, 0];
    body.extend(item(0x30, abstract_syntax.as_bytes()));
    for syntax in transfer_syntaxes {
        body.extend(item(0x40, syntax.as_bytes()));
    }
    item(0x20, &body)
}

pub fn role_item(sop_class: &str, scu: u8, scp: u8) -> Vec<u8> {
    let length = u16::try_from(sop_class.len()).unwrap();
    let body = [
        length.to_be_bytes().as_slice(),
        sop_class.as_bytes(),
        &[scu, scp],
    ]
    .concat();
    item(0x54, &body)
}

pub fn identity_item(kind: u8, positive: u8, primary: &[u8], secondary: &[u8]) -> Vec<u8> {
    let mut body = vec![kind, positive];
    for field in [primary, secondary] {
        body.extend(u16::try_from(field.len()).unwrap().to_be_bytes());
        body.extend(field);
    }
    item(0x58, &body)
}

/// The parts of an A-ASSOCIATE-RQ.
pub struct Rq {
    pub version: u16,
    pub called: &'static [u8; 16],
    pub calling: &'static [u8; 16],
    pub application_context: &'static str,
    pub contexts: Vec<Vec<u8>>,
    pub max_pdu: u32,
    pub user_items: Vec<Vec<u8>>,
}

impl Default for Rq {
    fn default() -> Self {
        Self {
            version: 1,
            called: b" FILMDESK       ",
            calling: b"CT1             ",
            application_context: service::APPLICATION_CONTEXT,
            contexts: vec![
                context_item(1, service::VERIFICATION, &[IMPLICIT]),
                context_item(3, GRAY, &[IMPLICIT, EXPLICIT]),
            ],
            max_pdu: 16384,
            user_items: Vec::new(),
        }
    }
}

pub fn associate_rq(rq: &Rq) -> Vec<u8> {
    let mut user = item(0x51, &rq.max_pdu.to_be_bytes());
    user.extend(item(0x52, b"1.2.3"));
    user.extend(rq.user_items.concat());
    let mut body = rq.version.to_be_bytes().to_vec();
    body.extend([0, 0]);
    body.extend(rq.called);
    body.extend(rq.calling);
    body.extend([7; 32]);
    body.extend(item(0x10, rq.application_context.as_bytes()));
    body.extend(rq.contexts.concat());
    body.extend(item(0x50, &user));
    pdu(0x01, &body)
}

pub fn release_rq() -> Vec<u8> {
    pdu(0x05, &[0; 4])
}

pub fn release_rp() -> Vec<u8> {
    pdu(0x06, &[0; 4])
}

pub fn abort(source: u8, reason: u8) -> Vec<u8> {
    pdu(0x07, &[0, 0, source, reason])
}

pub fn pdv(context: u8, control: u8, data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len() + 2).unwrap();
    [length.to_be_bytes().as_slice(), &[context, control], data].concat()
}

pub fn p_data(context: u8, control: u8, data: &[u8]) -> Vec<u8> {
    pdu(0x04, &pdv(context, control, data))
}

pub fn element(number: u16, value: &[u8]) -> Vec<u8> {
    let length = u32::try_from(value.len()).unwrap();
    [
        &[0, 0],
        number.to_le_bytes().as_slice(),
        &length.to_le_bytes(),
        value,
    ]
    .concat()
}

pub fn us(number: u16, value: u16) -> Vec<u8> {
    element(number, &value.to_le_bytes())
}

/// A request's command set: Command Field, Message ID, whether a data set follows.
pub fn request(field: u16, id: u16, has_data_set: bool) -> Vec<u8> {
    let data_set_type = if has_data_set { 0x0001 } else { 0x0101 };
    let class = element(0x0002, b"1.2.840.10008.1.1\0");
    [
        class,
        us(0x0100, field),
        us(0x0110, id),
        us(0x0800, data_set_type),
    ]
    .concat()
}

pub fn echo(context: u8, id: u16) -> Vec<u8> {
    p_data(context, 3, &request(0x0030, id, false))
}

/// One line for each PDU of a stream.
pub fn describe(mut bytes: &[u8]) -> Vec<String> {
    let mut lines = Vec::new();
    while !bytes.is_empty() {
        let length = u32::from_be_bytes(bytes[2..6].try_into().unwrap()) as usize;
        lines.push(describe_pdu(bytes[0], &bytes[6..6 + length]));
        bytes = &bytes[6 + length..];
    }
    lines
}

fn describe_pdu(pdu_type: u8, body: &[u8]) -> String {
    match pdu_type {
        0x01 => format!("A-ASSOCIATE-RQ{}", describe_items(&body[68..])),
        0x02 => format!("A-ASSOCIATE-AC{}", describe_items(&body[68..])),
        0x03 => format!("A-ASSOCIATE-RJ {}/{}/{}", body[1], body[2], body[3]),
        0x04 => format!("P-DATA-TF{}", describe_pdvs(body)),
        0x05 => "A-RELEASE-RQ".to_owned(),
        0x06 => "A-RELEASE-RP".to_owned(),
        0x07 => format!("A-ABORT {}/{}", body[2], body[3]),
        other => format!("PDU {other:02X}"),
    }
}

fn describe_items(mut bytes: &[u8]) -> String {
    let mut text = String::new();
    while !bytes.is_empty() {
        let length = usize::from(u16::from_be_bytes([bytes[2], bytes[3]]));
        let (kind, body) = (bytes[0], &bytes[4..4 + length]);
        bytes = &bytes[4 + length..];
        text += &match kind {
            0x10 => String::new(),
            0x20 => format!("\n   proposes {}:{}", body[0], describe_items(&body[4..])),
            0x21 => format!(
                "\n   {}: result {}{}",
                body[0],
                body[2],
                describe_items(&body[4..])
            ),
            0x30 | 0x40 => format!(" {}", String::from_utf8_lossy(body)),
            0x50 => describe_items(body),
            0x51 => format!(
                "\n   maximum {}",
                u32::from_be_bytes(body.try_into().unwrap())
            ),
            0x52 => String::new(),
            0x55 => format!("\n   {}", String::from_utf8_lossy(body)),
            0x54 => {
                let end = body.len() - 2;
                let uid = String::from_utf8_lossy(&body[2..end]);
                format!(
                    "\n   roles of {uid}: scu {} scp {}",
                    body[end],
                    body[end + 1]
                )
            }
            other => format!("\n   {other:02X}H {body:02X?}"),
        };
    }
    text
}

fn describe_pdvs(mut bytes: &[u8]) -> String {
    let mut text = String::new();
    while !bytes.is_empty() {
        let length = u32::from_be_bytes(bytes[..4].try_into().unwrap()) as usize;
        let (context, control, data) = (bytes[4], bytes[5], &bytes[6..4 + length]);
        bytes = &bytes[4 + length..];
        let last = if control & 2 != 0 { " last" } else { "" };
        text += &match control & 1 {
            1 if control & 2 != 0 => format!(" {context}: {}", describe_command(data)),
            1 => format!(" {context}: command {} bytes", data.len()),
            _ => format!(" {context}: data {} bytes{last}", data.len()),
        };
    }
    text
}

fn describe_command(mut bytes: &[u8]) -> String {
    let mut text = Vec::new();
    while bytes.len() >= 8 {
        let length = u32::from_le_bytes(bytes[4..8].try_into().unwrap()) as usize;
        let number = u16::from_le_bytes([bytes[2], bytes[3]]);
        let Some(value) = bytes.get(8..8 + length) else {
            break;
        };
        bytes = &bytes[8 + length..];
        match (number, value) {
            (0x0100, [a, b]) => text.push(format!("{:04X}", u16::from_le_bytes([*a, *b]))),
            (0x0110, [a, b]) => text.push(format!("id {}", u16::from_le_bytes([*a, *b]))),
            (0x0120, [a, b]) => text.push(format!("to {}", u16::from_le_bytes([*a, *b]))),
            (0x0900, [a, b]) => text.push(format!("status {:04X}", u16::from_le_bytes([*a, *b]))),
            (0x0902, text_value) => text.push(String::from_utf8_lossy(text_value).into_owned()),
            _ => {}
        }
    }
    text.join(" ")
}
