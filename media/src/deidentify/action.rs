//! Action codes of PS3.15 E.1.1 and what options choose instead.

use super::{Dates, Options};

/// An action code of Table E.1-1.
#[expect(clippy::upper_case_acronyms, reason = "the codes are the standard's")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Action {
    /// Remove.
    X,
    /// Empty, or a dummy.
    Z,
    /// A dummy.
    D,
    /// A new UID.
    U,
    /// Keep.
    K,
    /// Clean.
    C,
    /// Z unless D is needed.
    ZD,
    /// X unless Z is needed.
    XZ,
    /// X unless D is needed.
    XD,
    /// X unless Z or D is needed.
    XZD,
    /// X unless Z or new UIDs within are needed.
    XZU,
}

/// A column of options.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Column {
    Uids,
    Device,
    Institution,
    Patient,
    FullDates,
    ModifiedDates,
    Descriptors,
    Structure,
    Graphics,
}

/// What an option does instead of the Basic Profile.
pub(super) type Choice = (Column, Action);

pub(super) const DATES: &[Choice] = &[
    (Column::FullDates, Action::K),
    (Column::ModifiedDates, Action::C),
];
pub(super) const DESCRIPTORS: &[Choice] = &[(Column::Descriptors, Action::C)];
pub(super) const DEVICE: &[Choice] = &[(Column::Device, Action::K)];
pub(super) const DEVICE_DESCRIPTORS: &[Choice] = &[
    (Column::Device, Action::K),
    (Column::Descriptors, Action::C),
];
pub(super) const GRAPHICS: &[Choice] = &[(Column::Graphics, Action::C)];
pub(super) const INSTITUTION: &[Choice] = &[(Column::Institution, Action::K)];
pub(super) const NO_UIDS: &[Choice] = &[(Column::Uids, Action::X)];
pub(super) const PATIENT: &[Choice] = &[(Column::Patient, Action::K)];
pub(super) const PATIENT_CLEANED: &[Choice] = &[(Column::Patient, Action::C)];
pub(super) const PATIENT_DESCRIPTORS: &[Choice] = &[
    (Column::Patient, Action::C),
    (Column::Descriptors, Action::C),
];
pub(super) const STRUCTURE: &[Choice] = &[(Column::Structure, Action::C)];
pub(super) const UIDS: &[Choice] = &[(Column::Uids, Action::K)];
pub(super) const UIDS_DEVICE: &[Choice] = &[(Column::Uids, Action::K), (Column::Device, Action::K)];

/// What is done with an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Deed {
    /// Stays; a sequence is gone through.
    Keep,
    /// Goes.
    Remove,
    /// Loses its value.
    Empty,
    /// Gets a dummy; the contents of a sequence, too.
    Dummy,
    /// Gets a new UID; a sequence is gone through.
    NewUid,
    /// A date or time that is moved.
    Shift,
    /// Text of which only safe words stay; a sequence is gone through.
    Clean {
        /// What is done when no word is safe.
        otherwise: Bare,
    },
}

/// A deed for text without a safe word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bare {
    Remove,
    Empty,
    Dummy,
}

impl Column {
    fn is_on(self, options: &Options) -> bool {
        match self {
            Self::Uids => options.retain_uids,
            Self::Device => options.retain_device_identity,
            Self::Institution => options.retain_institution_identity,
            Self::Patient => options.retain_patient_characteristics,
            Self::FullDates => options.dates == Dates::Keep,
            Self::ModifiedDates => matches!(options.dates, Dates::Shift(_)),
            Self::Descriptors => options.clean_descriptors,
            Self::Structure => options.clean_structured_content,
            Self::Graphics => options.clean_graphics,
        }
    }
}

/// What the Basic Profile and the options that are on do. Of several options, the one that keeps
/// goes before one that cleans.
pub(super) fn resolve(basic: Action, choices: &[Choice], options: &Options) -> Deed {
    let on = || choices.iter().filter(|(column, _)| column.is_on(options));
    let keeping = on().find(|(_, action)| *action == Action::K);
    match keeping.or_else(|| on().next()) {
        Some((_, Action::K)) => Deed::Keep,
        Some((Column::ModifiedDates, _)) => Deed::Shift,
        Some((Column::Structure, _)) => Deed::Keep,
        // Positions stay, texts do not: what the Basic Profile's dummy does.
        Some((Column::Graphics, _)) => of_basic(basic),
        Some((_, Action::C)) => Deed::Clean {
            otherwise: match of_basic(basic) {
                Deed::Remove => Bare::Remove,
                Deed::Empty => Bare::Empty,
                _ => Bare::Dummy,
            },
        },
        Some((_, other)) => of_basic(*other),
        None => of_basic(basic),
    }
}

/// The Basic Profile's deed. Conditional codes are decided by what keeps every IOD whole: an
/// attribute that is there may be of Type 1 where D is offered, of Type 2 where only Z is.
fn of_basic(action: Action) -> Deed {
    match action {
        Action::X => Deed::Remove,
        Action::Z | Action::XZ => Deed::Empty,
        Action::D | Action::ZD | Action::XD | Action::XZD => Deed::Dummy,
        Action::U | Action::XZU => Deed::NewUid,
        Action::K | Action::C => Deed::Keep,
    }
}
