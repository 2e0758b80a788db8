//! The demo's CT: one film of twelve slices of a phantom, printed as a console would.

use std::net::SocketAddr;
use std::time::Duration;

use anyhow::{Context, bail};
use filmdesk_dataset::{DataSet, Encoding, Tag, VR, encode, tags};
use filmdesk_dimse::ae_title::AeTitle;
use filmdesk_dimse::command::{Command, Operation};
use filmdesk_dimse::presentation::ContextId;
use filmdesk_dimse::requestor::RequestorConfig;
use filmdesk_dimse::service;
use filmdesk_dimse::status::Status;
use filmdesk_dimse::uid::Uid;

use crate::client::{Client, Target};
use crate::ids::mint_uid;

/// Referenced Print Job Sequence; dictionaries have its name for a retired one.
const REFERENCED_PRINT_JOB_SEQUENCE: Tag = Tag(0x2100, 0x0500);
/// Slices of the film, three columns of four.
const SLICES: u16 = 12;
/// Rows and Columns of a slice.
const SIDE: u16 = 512;
/// For the connection and for each answer.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The abstract syntaxes that the CT proposes, in the order of their contexts.
const PROPOSED: [&str; 3] = [
    service::BASIC_GRAYSCALE_PRINT_MANAGEMENT_META,
    service::BASIC_ANNOTATION_BOX,
    service::PRINT_JOB,
];

/// Prints the film; gives the SOP Instance UID of the Print Job.
pub(super) async fn print_twelve_on_one(
    address: SocketAddr,
    called: &str,
) -> anyhow::Result<String> {
    let mut console = Console::connect(address, called).await?;
    let session = mint_uid();
    console
        .create(service::BASIC_FILM_SESSION, &session, &film_session())
        .await?;
    let film = mint_uid();
    let created = console
        .create(service::BASIC_FILM_BOX, &film, &film_box(&session))
        .await?;
    for (index, uid) in referenced(&created, tags::REFERENCED_IMAGE_BOX_SEQUENCE)?
        .iter()
        .enumerate()
    {
        let position = u16::try_from(index + 1)?;
        console
            .set(
                0,
                service::BASIC_GRAYSCALE_IMAGE_BOX,
                uid,
                &image_box(position),
            )
            .await?;
    }
    for uid in referenced(&created, tags::REFERENCED_BASIC_ANNOTATION_BOX_SEQUENCE)? {
        console
            .set(1, service::BASIC_ANNOTATION_BOX, &uid, &annotation())
            .await?;
    }
    let job = console.print(&film).await?;
    console.client.release().await?;
    Ok(job)
}

/// The CT's association.
struct Console {
    client: Client,
    message_id: u16,
}

impl Console {
    async fn connect(address: SocketAddr, called: &str) -> anyhow::Result<Self> {
        let target = Target {
            address: address.to_string(),
            tls: None,
            timeout: TIMEOUT,
        };
        let explicit = Uid::parse(service::EXPLICIT_VR_LITTLE_ENDIAN)?;
        let propose = |class: &&str| Ok((Uid::parse(class)?, vec![explicit.clone()]));
        let contexts = PROPOSED
            .iter()
            .map(propose)
            .collect::<anyhow::Result<_>>()?;
        let config =
            RequestorConfig::new(AeTitle::parse("CT01")?, AeTitle::parse(called)?, contexts);
        let (client, accept) = Client::connect(&target, config).await?;
        if accept.contexts.len() != PROPOSED.len() {
            bail!(
                "the printer accepts only {} of {} contexts",
                accept.contexts.len(),
                PROPOSED.len()
            );
        }
        Ok(Self {
            client,
            message_id: 0,
        })
    }

    async fn create(&mut self, class: &str, uid: &Uid, data: &DataSet) -> anyhow::Result<DataSet> {
        self.ask(0, Operation::NCreate, class, uid, Some(data), None)
            .await
    }

    async fn set(
        &mut self,
        context: usize,
        class: &str,
        uid: &Uid,
        data: &DataSet,
    ) -> anyhow::Result<()> {
        self.ask(context, Operation::NSet, class, uid, Some(data), None)
            .await
            .map(drop)
    }

    /// N-ACTION of the film box; the UID of the Print Job.
    async fn print(&mut self, film: &Uid) -> anyhow::Result<String> {
        let class = service::BASIC_FILM_BOX;
        let answer = self
            .ask(0, Operation::NAction, class, film, None, Some(1))
            .await?;
        let jobs = referenced(&answer, REFERENCED_PRINT_JOB_SEQUENCE)?;
        Ok(jobs
            .first()
            .context("the printer named no print job")?
            .to_string())
    }

    /// Asks and takes nothing but Success.
    async fn ask(
        &mut self,
        context: usize,
        operation: Operation,
        class: &str,
        uid: &Uid,
        data: Option<&DataSet>,
        action_type: Option<u16>,
    ) -> anyhow::Result<DataSet> {
        self.message_id += 1;
        let mut request = Command::request(
            operation,
            self.message_id,
            Uid::parse(class)?,
            Some(uid.clone()),
        );
        request.action_type = action_type;
        let encoding = Encoding::ExplicitLittle;
        let bytes = data
            .map(|data| encode::encode(data, encoding))
            .transpose()?;
        let context = ContextId::nth(context).context("no such context")?;
        let answer = self.client.ask(context, &request, bytes.as_deref()).await?;
        match answer.command.status {
            Some(Status::SUCCESS) => read(&answer.data_set, encoding),
            Some(status) => {
                let comment = answer.command.error_comment.unwrap_or_default();
                bail!("{} was answered with {status} {comment}", operation.name())
            }
            None => bail!("{} was answered without a status", operation.name()),
        }
    }
}

fn read(bytes: &[u8], encoding: Encoding) -> anyhow::Result<DataSet> {
    use filmdesk_dataset::bulk::MemorySink;
    use filmdesk_dataset::scan::{Limits, Scanner};
    let mut scanner = Scanner::new(encoding, Limits::PEER);
    scanner.feed(bytes, &mut MemorySink::default())?;
    Ok(scanner.finish()?)
}

/// Referenced SOP Instance UIDs of a sequence.
fn referenced(data: &DataSet, sequence: Tag) -> anyhow::Result<Vec<Uid>> {
    let items = data
        .items(sequence)
        .context("the printer's answer names no instances")?;
    let uid = |item: &DataSet| {
        let text = item
            .ascii(tags::REFERENCED_SOP_INSTANCE_UID)?
            .context("an empty reference")?;
        Ok(Uid::parse(text)?)
    };
    items.iter().map(uid).collect()
}

fn film_session() -> DataSet {
    let mut data = DataSet::new();
    data.put_text(tags::NUMBER_OF_COPIES, VR::IS, "1");
    data.put_text(tags::PRINT_PRIORITY, VR::CS, "HIGH");
    data.put_text(tags::MEDIUM_TYPE, VR::CS, "BLUE FILM");
    data.put_text(tags::FILM_DESTINATION, VR::CS, "PROCESSOR");
    data
}

fn film_box(session: &Uid) -> DataSet {
    let mut reference = DataSet::new();
    reference.put_text(
        tags::REFERENCED_SOP_CLASS_UID,
        VR::UI,
        service::BASIC_FILM_SESSION,
    );
    reference.put_text(tags::REFERENCED_SOP_INSTANCE_UID, VR::UI, session.as_str());
    let mut data = DataSet::new();
    data.put_text(tags::IMAGE_DISPLAY_FORMAT, VR::ST, "STANDARD\\3,4");
    data.put_text(tags::ANNOTATION_DISPLAY_FORMAT_ID, VR::CS, "LABEL");
    data.put_text(tags::FILM_ORIENTATION, VR::CS, "PORTRAIT");
    data.put_text(tags::FILM_SIZE_ID, VR::CS, "14INX17IN");
    data.put_text(tags::MAGNIFICATION_TYPE, VR::CS, "CUBIC");
    data.put_text(tags::BORDER_DENSITY, VR::CS, "BLACK");
    data.put_text(tags::EMPTY_IMAGE_DENSITY, VR::CS, "BLACK");
    data.put_items(tags::REFERENCED_FILM_SESSION_SEQUENCE, vec![reference]);
    data
}

fn annotation() -> DataSet {
    let mut data = DataSet::new();
    data.put_u16(tags::ANNOTATION_POSITION, 0);
    data.put_text(
        tags::TEXT_STRING,
        VR::LO,
        "FILMDESK DEMO - CT phantom, 12 on 1",
    );
    data
}

fn image_box(position: u16) -> DataSet {
    let mut image = DataSet::new();
    image.put_u16(tags::SAMPLES_PER_PIXEL, 1);
    image.put_text(tags::PHOTOMETRIC_INTERPRETATION, VR::CS, "MONOCHROME2");
    image.put_u16(tags::ROWS, SIDE);
    image.put_u16(tags::COLUMNS, SIDE);
    image.put_u16(tags::BITS_ALLOCATED, 16);
    image.put_u16(tags::BITS_STORED, 12);
    image.put_u16(tags::HIGH_BIT, 11);
    image.put_u16(tags::PIXEL_REPRESENTATION, 0);
    image.put_bytes(tags::PIXEL_DATA, VR::OW, slice(position));
    let mut data = DataSet::new();
    data.put_u16(tags::IMAGE_BOX_POSITION, position);
    data.put_items(tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE, vec![image]);
    data
}

/// An ellipse of the phantom: centre and half axes in units of half the image, and how much
/// it adds to the 12-bit value. Each shifts and shrinks from slice to slice.
struct Ellipse {
    centre: (f64, f64),
    axes: (f64, f64),
    adds: f64,
    shrinks: f64,
}

const PHANTOM: [Ellipse; 6] = [
    Ellipse {
        centre: (0.0, 0.0),
        axes: (0.86, 0.62),
        adds: 1500.0,
        shrinks: 0.15,
    },
    Ellipse {
        centre: (-0.36, -0.05),
        axes: (0.28, 0.36),
        adds: -1100.0,
        shrinks: 0.75,
    },
    Ellipse {
        centre: (0.36, -0.05),
        axes: (0.28, 0.36),
        adds: -1100.0,
        shrinks: 0.75,
    },
    Ellipse {
        centre: (0.06, -0.08),
        axes: (0.20, 0.22),
        adds: 450.0,
        shrinks: 0.5,
    },
    Ellipse {
        centre: (0.0, 0.40),
        axes: (0.12, 0.11),
        adds: 1800.0,
        shrinks: 0.05,
    },
    Ellipse {
        centre: (-0.07, 0.26),
        axes: (0.05, 0.05),
        adds: 700.0,
        shrinks: -0.3,
    },
];

/// Pixels of one slice, 12 bits in 16, little endian.
fn slice(position: u16) -> Vec<u8> {
    let depth = f64::from(position - 1) / f64::from(SLICES - 1);
    let coordinate =
        |index: u16| f64::from(2 * i32::from(index) - i32::from(SIDE) + 1) / f64::from(SIDE);
    let rows = 0..SIDE;
    let pixels =
        rows.flat_map(|row| (0..SIDE).map(move |column| (coordinate(column), coordinate(row))));
    pixels
        .flat_map(|(x, y)| value(x, y, depth).to_le_bytes())
        .collect()
}

fn value(x: f64, y: f64, depth: f64) -> u16 {
    let inside = |ellipse: &&Ellipse| {
        let scale = 1.0 - ellipse.shrinks * depth;
        let (dx, dy) = (x - ellipse.centre.0, y - ellipse.centre.1);
        (dx / (ellipse.axes.0 * scale)).powi(2) + (dy / (ellipse.axes.1 * scale)).powi(2) <= 1.0
    };
    let sum: f64 = PHANTOM
        .iter()
        .filter(inside)
        .map(|ellipse| ellipse.adds)
        .sum();
    (80.0 + sum).clamp(0.0, 4095.0) as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slices_have_their_size_and_differ() {
        let (first, last) = (slice(1), slice(SLICES));
        assert_eq!(first.len(), usize::from(SIDE) * usize::from(SIDE) * 2);
        assert_ne!(first, last);
        let top = |bytes: &[u8]| {
            bytes
                .chunks(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                .max()
        };
        assert!(top(&first).unwrap() <= 4095 && top(&first).unwrap() > 2000);
    }
}
