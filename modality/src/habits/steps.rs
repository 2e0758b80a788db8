//! Plays the steps of a habit.

use std::time::Duration;

use filmdesk_dataset::{DataSet, VR, tags};
use filmdesk_dimse::command::Operation;
use filmdesk_dimse::service::{
    BASIC_ANNOTATION_BOX, BASIC_FILM_BOX, BASIC_FILM_SESSION, PRESENTATION_LUT, PRINT_JOB, PRINTER,
    PRINTER_INSTANCE,
};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::time::Instant;

use super::{Blemish, Ending, HabitReport, Naming, Pixel, Step};
use crate::console::{Body, Console, Response, group_length};
use crate::error::ConsoleError;
use crate::film::{PRINT, REFERENCED_PRINT_JOB_SEQUENCE, attributes};
use crate::image::{Caption, Pixels, PrintImage};
use crate::order::{FilmBoxOrder, ImageBoxOrder, PresentationLutOrder, SessionOrder};

/// Rows and columns of the images: small, since some habits send them byte by byte.
const SIDE: u16 = 16;
/// How long a console waits for its jobs.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a console stays that does not confirm events: the printer sends no other meanwhile.
const LINGERING: Duration = Duration::from_secs(2);
/// UIDs of the consoles' own, from random UUIDs (PS3.5 B.2).
const OWN_SESSION: &str = "2.25.103315852185270690541078753643707299175";
const OWN_FILM: &str = "2.25.46442962446827834079041786174265758762";

/// Whether the conversation goes on.
enum Next {
    On,
    Release,
    Left,
}

struct Player<S> {
    console: Console<S>,
    session: String,
    film: String,
    images: Vec<String>,
    annotations: Vec<String>,
    lut: Option<String>,
    jobs: Vec<String>,
}

/// Plays the steps, then releases unless the console leaves otherwise.
pub(super) async fn play<S: AsyncRead + AsyncWrite + Unpin>(
    console: Console<S>,
    steps: &[Step],
) -> HabitReport {
    let mut player = Player {
        console,
        session: String::new(),
        film: String::new(),
        images: Vec::new(),
        annotations: Vec::new(),
        lut: None,
        jobs: Vec::new(),
    };
    for step in steps {
        match player.step(step).await {
            Ok(Next::On) => {}
            Ok(Next::Release) => break,
            Ok(Next::Left) => return player.left(step).await,
            Err(error) => return player.ended(Ending::Broken(error)),
        }
    }
    match player.console.hang_up().await {
        Ok(()) => player.ended(Ending::Released),
        Err(error) => player.ended(Ending::Broken(error)),
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> Player<S> {
    fn ended(mut self, ending: Ending) -> HabitReport {
        HabitReport {
            transcript: self.console.take_transcript(),
            ending,
            jobs: self.jobs,
        }
    }

    async fn left(self, step: &Step) -> HabitReport {
        let Self { console, jobs, .. } = self;
        let transcript = match step {
            Step::Vanish | Step::VanishWithinImage => console.vanish(),
            _ => console.abort().await,
        };
        HabitReport {
            transcript,
            ending: Ending::Left,
            jobs,
        }
    }

    async fn step(&mut self, step: &Step) -> Result<Next, ConsoleError> {
        match *step {
            Step::EchoApart(_) | Step::Echo => drop(self.console.echo().await?),
            Step::Prefer(syntax) => self.console.prefer(syntax),
            Step::Require(class) if !self.console.serves(class) => return Ok(Next::Release),
            Step::Require(_) => {}
            Step::GetPrinter(wanted) => drop(
                self.console
                    .n_get(PRINTER, PRINTER_INSTANCE, wanted)
                    .await?,
            ),
            Step::CreatePrinter => {
                drop(self.console.n_create(PRINTER, None, DataSet::new()).await?)
            }
            Step::CreateSession(naming) => self.create_session(naming).await?,
            Step::CreateSecondSession => {
                drop(
                    self.console
                        .n_create(BASIC_FILM_SESSION, None, session())
                        .await?,
                );
            }
            Step::CreateLut(shape) => self.create_lut(shape).await?,
            Step::CreateFilm { format, naming } => self.create_film(format, naming, false).await?,
            Step::CreateFilmWithEmptyAttributes(format) => {
                self.create_film(format, Naming::Absent, true).await?;
            }
            Step::SetSession(blemish) => self.set_session(blemish).await?,
            Step::SetImages(positions, pixel) => self.set_images(positions, pixel).await?,
            Step::Annotate(text) => self.annotate(text).await?,
            _ => return self.later_step(step).await,
        }
        Ok(Next::On)
    }

    /// Printing and the ways to leave.
    async fn later_step(&mut self, step: &Step) -> Result<Next, ConsoleError> {
        match *step {
            Step::PrintFilm => drop(self.print(BASIC_FILM_BOX, Some(&self.film.clone())).await?),
            Step::PrintFilmStrictly => return self.print_strictly().await,
            Step::PrintFilmUnnamed => drop(self.print(BASIC_FILM_BOX, None).await?),
            Step::PrintSession => drop(
                self.print(BASIC_FILM_SESSION, Some(&self.session.clone()))
                    .await?,
            ),
            Step::GetJob => self.get_job().await?,
            Step::AwaitJobs => self.await_jobs(PATIENCE).await?,
            Step::Linger => self.await_jobs(LINGERING).await?,
            Step::DeleteFilm => drop(self.console.n_delete(BASIC_FILM_BOX, &self.film).await?),
            Step::DeleteSession => drop(
                self.console
                    .n_delete(BASIC_FILM_SESSION, &self.session)
                    .await?,
            ),
            Step::DeleteSessionUnnamed => {
                let request = self
                    .console
                    .request(Operation::NDelete, BASIC_FILM_SESSION, None);
                drop(self.console.send(request, DataSet::new()).await?);
            }
            Step::PipelineDuplicate => self.pipeline_duplicate().await?,
            Step::VanishWithinImage => return self.vanish_within_image().await,
            Step::Abort | Step::Vanish => return Ok(Next::Left),
            _ => {}
        }
        Ok(Next::On)
    }

    async fn create_session(&mut self, naming: Naming) -> Result<(), ConsoleError> {
        let named = named(naming, OWN_SESSION);
        let answer = self
            .console
            .n_create(BASIC_FILM_SESSION, named, session())
            .await?;
        self.session = instance(&answer);
        Ok(())
    }

    async fn create_lut(&mut self, shape: &str) -> Result<(), ConsoleError> {
        let order = PresentationLutOrder::Shape(shape.to_owned());
        let data = attributes::presentation_lut(&order, 12).unwrap_or_default();
        let answer = self.console.n_create(PRESENTATION_LUT, None, data).await?;
        self.lut = Some(instance(&answer));
        Ok(())
    }

    async fn create_film(
        &mut self,
        format: &str,
        naming: Naming,
        empty: bool,
    ) -> Result<(), ConsoleError> {
        let mut order = FilmBoxOrder {
            format: format.to_owned(),
            ..FilmBoxOrder::default()
        };
        if self.console.serves(BASIC_ANNOTATION_BOX) {
            order.annotation_format = Some("LABEL".to_owned());
        }
        let mut data = attributes::film_box(&order, &self.session, self.lut.as_deref());
        if empty {
            put_empty(&mut data);
        }
        let answer = self
            .console
            .n_create(BASIC_FILM_BOX, named(naming, OWN_FILM), data)
            .await?;
        self.film = instance(&answer);
        self.images = answer.references(tags::REFERENCED_IMAGE_BOX_SEQUENCE);
        self.annotations = answer.references(tags::REFERENCED_BASIC_ANNOTATION_BOX_SEQUENCE);
        Ok(())
    }

    async fn set_session(&mut self, blemish: Blemish) -> Result<(), ConsoleError> {
        let mut body = Body::from(session());
        match blemish {
            Blemish::GroupLength => {
                let encoding = self.console.encoding_of(BASIC_FILM_SESSION)?;
                body.raw_front = group_length(tags::NUMBER_OF_COPIES.0, 7, encoding);
            }
            Blemish::TrailingPadding => {
                body.data
                    .put_bytes(tags::DATA_SET_TRAILING_PADDING, VR::OB, vec![0; 126]);
            }
        }
        self.console
            .n_set(BASIC_FILM_SESSION, &self.session, body)
            .await
            .map(drop)
    }

    async fn set_images(&mut self, positions: &[u16], pixel: Pixel) -> Result<(), ConsoleError> {
        for position in positions {
            let image = image(pixel, *position);
            let mut body = attributes::image_box(&ImageBoxOrder::default(), *position, &image);
            if matches!(pixel, Pixel::Gray8In16) {
                say_eight_stored(&mut body.data);
            }
            let class = attributes::image_box_class(&image);
            let place = usize::from(*position).saturating_sub(1);
            let uid = self.images.get(place).map_or("", String::as_str);
            self.console.n_set(class, uid, body).await?;
        }
        Ok(())
    }

    async fn annotate(&mut self, text: &str) -> Result<(), ConsoleError> {
        if let Some(uid) = self.annotations.first() {
            // LABEL has one box, at position 0 (PS3.2 Annex E).
            let data = attributes::annotation(0, text, &Caption::default());
            self.console.n_set(BASIC_ANNOTATION_BOX, uid, data).await?;
        }
        Ok(())
    }

    async fn print(&mut self, class: &str, uid: Option<&str>) -> Result<Response, ConsoleError> {
        let mut request = self.console.request(Operation::NAction, class, uid);
        request.action_type = Some(PRINT);
        let answer = self.console.send(request, DataSet::new()).await?;
        self.jobs
            .extend(answer.references(REFERENCED_PRINT_JOB_SEQUENCE));
        Ok(answer)
    }

    async fn print_strictly(&mut self) -> Result<Next, ConsoleError> {
        let film = self.film.clone();
        let answer = self.print(BASIC_FILM_BOX, Some(&film)).await?;
        let other = answer.instance().is_some_and(|uid| *uid != *film);
        Ok(if other { Next::Left } else { Next::On })
    }

    async fn get_job(&mut self) -> Result<(), ConsoleError> {
        if let Some(job) = self.jobs.first() {
            self.console
                .n_get(PRINT_JOB, job, &[tags::EXECUTION_STATUS])
                .await?;
        }
        Ok(())
    }

    /// Until each job's Done or Failure came, at most for `patience`; a printer that tells
    /// nothing is left.
    async fn await_jobs(&mut self, patience: Duration) -> Result<(), ConsoleError> {
        let deadline = Instant::now() + patience;
        let mut open = self.jobs.len();
        while open > 0 {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.console.next_event(left).await? {
                Some(event) if event.sop_class == PRINT_JOB && event.event_type >= 3 => open -= 1,
                Some(_) => {}
                None => return Ok(()),
            }
        }
        Ok(())
    }

    async fn pipeline_duplicate(&mut self) -> Result<(), ConsoleError> {
        let first = self
            .console
            .request(Operation::NGet, PRINTER, Some(PRINTER_INSTANCE));
        let id = first.message_id;
        self.console.send_together(&[first.clone(), first]).await?;
        for _ in 0..2 {
            self.console.response_to(id).await?;
        }
        Ok(())
    }

    async fn vanish_within_image(&mut self) -> Result<Next, ConsoleError> {
        let image = image(Pixel::Gray8, 1);
        let body = attributes::image_box(&ImageBoxOrder::default(), 1, &image);
        let class = attributes::image_box_class(&image);
        let uid = self.images.first().map_or("", String::as_str);
        let request = self.console.request(Operation::NSet, class, Some(uid));
        self.console.send_half(request, body).await?;
        Ok(Next::Left)
    }
}

fn named(naming: Naming, own: &'static str) -> Option<&'static str> {
    match naming {
        Naming::Absent => None,
        Naming::Empty => Some(""),
        Naming::Own => Some(own),
    }
}

fn instance(answer: &Response) -> String {
    answer
        .instance()
        .map(ToString::to_string)
        .unwrap_or_default()
}

fn session() -> DataSet {
    attributes::session(&SessionOrder {
        copies: Some("1".to_owned()),
        priority: Some("MED".to_owned()),
        ..SessionOrder::default()
    })
}

fn put_empty(data: &mut DataSet) {
    for (tag, vr) in [
        (tags::MAGNIFICATION_TYPE, VR::CS),
        (tags::SMOOTHING_TYPE, VR::CS),
        (tags::BORDER_DENSITY, VR::CS),
        (tags::EMPTY_IMAGE_DENSITY, VR::CS),
        (tags::MIN_DENSITY, VR::US),
        (tags::MAX_DENSITY, VR::US),
        (tags::CONFIGURATION_INFORMATION, VR::ST),
    ] {
        data.put_empty(tag, vr);
    }
}

/// A ramp, turned a little with each position.
fn image(pixel: Pixel, position: u16) -> PrintImage {
    let side = usize::from(SIDE);
    let ramp = (0..side * side).map(|at| ((at + usize::from(position) * 37) % 256) as u8);
    let pixels = match pixel {
        Pixel::Gray8 => Pixels::Gray8(ramp.collect()),
        Pixel::Gray12 => Pixels::Gray12(
            ramp.flat_map(|v| (u16::from(v) << 4).to_le_bytes())
                .collect(),
        ),
        Pixel::Gray8In16 => Pixels::Gray12(ramp.flat_map(|v| u16::from(v).to_le_bytes()).collect()),
        Pixel::Rgb => Pixels::Rgb(ramp.collect::<Vec<u8>>().repeat(3)),
    };
    PrintImage {
        rows: SIDE,
        columns: SIDE,
        pixels,
        inverse: false,
        aspect_ratio: None,
        width_mm: None,
        caption: Caption::default(),
    }
}

fn say_eight_stored(data: &mut DataSet) {
    let sequence = tags::BASIC_GRAYSCALE_IMAGE_SEQUENCE;
    let mut items = data.items(sequence).unwrap_or_default().to_vec();
    for item in &mut items {
        item.put_u16(tags::BITS_STORED, 8);
        item.put_u16(tags::HIGH_BIT, 7);
    }
    data.put_items(sequence, items);
}
