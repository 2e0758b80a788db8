//! Application entities of ours: what each called AE title serves, and on which terms.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use filmdesk_config::settings::{OtherClasses, StorageSettings};
use filmdesk_dimse::presentation::{Choice, Offers, Roles, Terms};
use filmdesk_dimse::service::VERIFICATION;
use filmdesk_dimse::service::storage::{NATIVE, STORAGE_SYNTAX_UIDS, storage_class};
use filmdesk_print_scp::offers;

use crate::shared::Printer;
use crate::slots::Slots;

/// A service that an application entity has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum ServiceKind {
    /// Print Management (PS3.4 Annex H), and Verification beside it.
    Print,
    /// Storage (PS3.4 Annex B), and Verification where there is no printer.
    Storage,
}

/// What one called AE title serves.
#[derive(Debug, Default)]
pub(crate) struct Application {
    /// The printer of this title.
    pub(crate) printer: Option<Arc<Printer>>,
    /// Where its instances are stored.
    pub(crate) storage: Option<Arc<StorageRole>>,
}

/// Storage under a title.
#[derive(Debug)]
pub(crate) struct StorageRole {
    /// What is taken and how conflicts are answered.
    pub(crate) settings: StorageSettings,
    /// Associations at once with it.
    pub(crate) associations: Arc<Slots>,
}

impl Application {
    /// Which service requests on a context of this abstract syntax go to.
    pub(crate) fn service_of(&self, abstract_syntax: &str) -> Option<ServiceKind> {
        let print = self.printer.is_some() && offers::offer_row(abstract_syntax).is_some();
        let storage = self.storage.as_deref();
        let storage = || {
            storage
                .is_some_and(|role| role.takes(abstract_syntax) || abstract_syntax == VERIFICATION)
        };
        match print {
            true => Some(ServiceKind::Print),
            false => storage().then_some(ServiceKind::Storage),
        }
    }

    /// The services that an association with these proposals is for. Verification alone is
    /// none's in particular: it counts for the printer, where there is one.
    pub(crate) fn wanted<'a>(
        &self,
        abstract_syntaxes: impl Iterator<Item = &'a str>,
    ) -> BTreeSet<ServiceKind> {
        let said = abstract_syntaxes.filter(|syntax| *syntax != VERIFICATION);
        let mut wanted: BTreeSet<_> = said.filter_map(|syntax| self.service_of(syntax)).collect();
        if wanted.is_empty() {
            wanted.extend(self.service_of(VERIFICATION));
        }
        wanted
    }
}

impl Offers for Application {
    fn terms(&self, abstract_syntax: &str) -> Option<Terms<'_>> {
        match self.service_of(abstract_syntax)? {
            ServiceKind::Print => {
                let offer = &offers::offer_row(abstract_syntax)?.offer;
                Some(Terms {
                    transfer_syntaxes: offer.transfer_syntaxes,
                    choice: Choice::Ours,
                    roles: offer.roles,
                })
            }
            ServiceKind::Storage if abstract_syntax == VERIFICATION => Some(Terms {
                transfer_syntaxes: NATIVE,
                choice: Choice::Ours,
                roles: Roles::SCU,
            }),
            ServiceKind::Storage => Some(STORAGE_TERMS),
        }
    }
}

/// What a modality stores is kept as it comes, so it may choose the transfer syntax.
pub(crate) const STORAGE_TERMS: Terms<'static> = Terms {
    transfer_syntaxes: &STORAGE_SYNTAX_UIDS,
    choice: Choice::Theirs { native: NATIVE },
    roles: Roles::SCU,
};

/// The root of all UIDs of the standard.
const DICOM_ROOT: &str = "1.2.840.10008.";
/// Where the standard puts new storage classes.
const STORAGE_ROOT: &str = "1.2.840.10008.5.1.4.1.1.";

impl StorageRole {
    fn new(settings: &StorageSettings, before: Option<&Self>) -> Self {
        let associations = match before {
            Some(before) => {
                before.associations.resize(settings.associations);
                Arc::clone(&before.associations)
            }
            None => Slots::new(settings.associations),
        };
        Self {
            settings: settings.clone(),
            associations,
        }
    }

    /// Whether instances of a SOP class are taken.
    fn takes(&self, sop_class: &str) -> bool {
        if storage_class(sop_class).is_some() {
            return true;
        }
        match &self.settings.other_classes {
            OtherClasses::Refuse => false,
            OtherClasses::Only(classes) => classes.contains(sop_class),
            OtherClasses::Accept => {
                sop_class.starts_with(STORAGE_ROOT) || !sop_class.starts_with(DICOM_ROOT)
            }
        }
    }
}

/// The applications by their titles; associations that store go on counting as `before`.
pub(crate) fn applications(
    storage: &StorageSettings,
    printers: &[Arc<Printer>],
    before: Option<&StorageRole>,
) -> BTreeMap<String, Arc<Application>> {
    let mut applications = BTreeMap::<_, Application>::new();
    for printer in printers {
        let title = printer.profile.ae_title.clone();
        applications.entry(title).or_default().printer = Some(Arc::clone(printer));
    }
    if storage.enabled {
        let role = Arc::new(StorageRole::new(storage, before));
        let title = storage.ae_title.clone();
        applications.entry(title).or_default().storage = Some(role);
    }
    let applications = applications.into_iter();
    applications
        .map(|(title, application)| (title, Arc::new(application)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::jobs::PrinterBoard;
    use filmdesk_dimse::service::{BASIC_GRAYSCALE_PRINT_MANAGEMENT_META, PRINTER};

    const CT: &str = "1.2.840.10008.5.1.4.1.1.2";
    const PRIVATE: &str = "1.3.12.2.1107.5.9.1";
    const FIND: &str = "1.2.840.10008.5.1.4.1.2.2.1";
    const FUTURE: &str = "1.2.840.10008.5.1.4.1.1.999";

    fn storing(other_classes: OtherClasses) -> Application {
        let settings = StorageSettings {
            other_classes,
            ..StorageSettings::default()
        };
        Application {
            printer: None,
            storage: Some(Arc::new(StorageRole {
                settings,
                associations: Slots::new(1),
            })),
        }
    }

    #[test]
    fn unknown_classes_are_taken_by_setting_and_other_services_never() {
        let only = OtherClasses::Only([PRIVATE.to_owned()].into());
        for (setting, private, future) in [
            (OtherClasses::Refuse, false, false),
            (OtherClasses::Accept, true, true),
            (only, true, false),
        ] {
            let application = storing(setting.clone());
            let taken = |class| application.terms(class).is_some();
            assert_eq!(
                (taken(PRIVATE), taken(FUTURE)),
                (private, future),
                "{setting:?}"
            );
            assert!(taken(CT) && taken(VERIFICATION));
            assert!(!taken(FIND) && !taken(PRINTER), "{setting:?}");
        }
    }

    #[test]
    fn a_title_may_print_and_store() {
        let settings = filmdesk_config::default_settings(std::path::Path::new(""));
        let board = PrinterBoard::default();
        let printer = Printer::made(&settings.printers[0], None, &board);
        let applications = applications(&settings.storage, &[printer], None);
        let both = applications.get("FILMDESK").unwrap();
        let wanted = |syntaxes: &[&str]| both.wanted(syntaxes.iter().copied());
        assert_eq!(wanted(&[VERIFICATION]), [ServiceKind::Print].into());
        assert_eq!(wanted(&[VERIFICATION, CT]), [ServiceKind::Storage].into());
        assert_eq!(
            wanted(&[CT, BASIC_GRAYSCALE_PRINT_MANAGEMENT_META]),
            [ServiceKind::Print, ServiceKind::Storage].into()
        );
        assert_eq!(wanted(&[FIND]), [ServiceKind::Print].into());
    }
}
