//! A server that has nothing to administer and nothing to import.

use std::path::PathBuf;

use filmdesk_web::{
    Administration, Callee, Destination, Imports, LogLine, MediumLook, PrinterLine, ProfileLine,
    Refused, SettingsPreview, SettingsText, StorageLine,
};

pub(crate) struct Office;

fn nothing<T>() -> Result<T, Refused> {
    Err(Refused("nothing here".to_owned()))
}

impl Administration for Office {
    fn destinations(&self) -> Vec<Destination> {
        Vec::new()
    }

    fn echo(&self, _: &Callee) -> Result<u64, Refused> {
        nothing()
    }

    fn printers(&self) -> Vec<PrinterLine> {
        Vec::new()
    }

    fn storage(&self) -> StorageLine {
        StorageLine::default()
    }

    fn profiles(&self) -> Vec<ProfileLine> {
        Vec::new()
    }

    fn log(&self, _: &str, _: usize) -> Vec<LogLine> {
        Vec::new()
    }

    fn settings(&self) -> Result<SettingsText, Refused> {
        Ok(SettingsText::default())
    }

    fn preview(&self, _: &SettingsText) -> Result<SettingsPreview, Refused> {
        nothing()
    }

    fn change(&self, _: &SettingsText) -> Result<SettingsPreview, Refused> {
        nothing()
    }
}

impl Imports for Office {
    fn open(&self) -> Result<String, Refused> {
        nothing()
    }

    fn place(&self, _: &str, _: &str, _: u64) -> Result<PathBuf, Refused> {
        nothing()
    }

    fn look(&self, _: &str) -> Result<MediumLook, Refused> {
        nothing()
    }

    fn close(&self, _: &str) -> Result<String, Refused> {
        nothing()
    }

    fn discard(&self, _: &str) {}
}
