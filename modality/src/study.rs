//! Studies of a given size: series of any modality, made one object at a time.

use filmdesk_dataset::encode::EncodeError;
use filmdesk_dataset::{DataSet, Encoding, VR, tags};

use crate::modality_code::ModalityCode;
use crate::object::{Identity, Iod, Object};
use crate::store::InstanceName;

/// A series: how many objects of which kind.
#[derive(Debug, Clone, Copy)]
pub struct Series<'a> {
    /// Modality (0008,0060).
    pub modality: &'a str,
    /// What its objects are.
    pub iod: &'static Iod,
    /// Series Number (0020,0011).
    pub number: u32,
    /// How many.
    pub count: u32,
    /// Rows and Columns, where they are not the IOD's own.
    pub matrix: Option<u16>,
}

/// Millimetres from slice to slice.
const SPACING_MM: f64 = 5.0;
/// Width of the field of view in millimetres.
const FIELD_MM: f64 = 400.0;

impl<'a> Series<'a> {
    /// A series of a modality's proper objects; `None` for a code that the table lacks.
    pub fn of(modality: &'a str, number: u32, count: u32) -> Option<Self> {
        let iod = ModalityCode::by_code(modality)?.iod()?;
        Some(Self {
            modality,
            iod,
            number,
            count,
            matrix: None,
        })
    }

    /// Its objects, in order. Each is made when it is asked for.
    pub fn instances(self, identity: &'a Identity) -> impl Iterator<Item = Instance<'a>> {
        (1..=self.count).map(move |number| Instance {
            object: Object {
                iod: self.iod,
                modality: self.modality,
                identity,
                series: self.number,
                number,
                matrix: self.matrix,
            },
        })
    }
}

/// One object of a series.
#[derive(Debug, Clone, Copy)]
pub struct Instance<'a> {
    /// What it is made from.
    pub object: Object<'a>,
}

impl Instance<'_> {
    /// Its data set, placed where its number in the series says.
    pub fn data_set(&self) -> DataSet {
        let mut data = self.object.data_set();
        let height = f64::from(self.object.number - 1) * SPACING_MM;
        if data.contains(tags::IMAGE_POSITION_PATIENT) && data.contains(tags::SLICE_THICKNESS) {
            let place = format!("-200\\-200\\{height}");
            data.put_text(tags::IMAGE_POSITION_PATIENT, VR::DS, &place);
        }
        if let Some(side) = self.object.matrix
            && data.contains(tags::PIXEL_SPACING)
        {
            let spacing = FIELD_MM / f64::from(side);
            data.put_text(
                tags::PIXEL_SPACING,
                VR::DS,
                &format!("{spacing}\\{spacing}"),
            );
        }
        data
    }

    /// The names by which it is sent.
    pub fn name(&self, encoding: Encoding) -> InstanceName {
        self.object.name(encoding)
    }

    /// The bytes of a DICOM file (PS3.10).
    ///
    /// # Errors
    /// [`EncodeError`], which values of this size do not cause.
    pub fn file(&self, encoding: Encoding) -> Result<Vec<u8>, EncodeError> {
        self.object.file_of(&self.data_set(), encoding)
    }
}
