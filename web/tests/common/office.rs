//! A server that has nothing to administer and nothing to import.

use std::path::PathBuf;
use std::sync::Arc;

use filmdesk_web::{
    Administration, Asked, Calibration, Callee, Destination, Imports, LogLine, Measured,
    MediumLook, Outside, PrinterLine, ProfileLine, Recorder, RecordingHead, RecordingOrder,
    Refused, SettingsPreview, SettingsText, StorageLine, Transcript, WebSettings,
};

pub(crate) struct Office;

impl Outside for Office {
    fn secret(&self) -> Result<Option<String>, Refused> {
        Ok(None)
    }

    fn ask(&self, _: &Asked) -> Result<Vec<u8>, Refused> {
        nothing()
    }
}

fn nothing<T>() -> Result<T, Refused> {
    Err(Refused("nothing here".to_owned()))
}

impl Administration for Office {
    fn web(&self) -> WebSettings {
        WebSettings::default()
    }

    fn outside(&self) -> Arc<dyn Outside> {
        Arc::new(Self)
    }

    fn destinations(&self) -> Vec<Destination> {
        Vec::new()
    }

    fn echo(&self, _: &Callee) -> Result<u64, Refused> {
        nothing()
    }

    fn printers(&self) -> Vec<PrinterLine> {
        Vec::new()
    }

    fn calibration(&self, _: &str) -> Result<Option<Calibration>, Refused> {
        Ok(None)
    }

    fn measured(&self, _: &str, _: &str) -> Result<Option<Measured>, Refused> {
        Ok(None)
    }

    fn recorder(&self) -> Arc<dyn Recorder> {
        Arc::new(Self)
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

    fn placed(&self, _: &str, _: u64, _: Option<u64>) {}

    fn look(&self, _: &str) -> Result<MediumLook, Refused> {
        nothing()
    }

    fn unlock(&self, _: &str, _: &str) -> Result<(), Refused> {
        nothing()
    }

    fn close(&self, _: &str) -> Result<String, Refused> {
        nothing()
    }

    fn discard(&self, _: &str) {}
}

impl Recorder for Office {
    fn ordered(&self) -> Vec<RecordingOrder> {
        Vec::new()
    }

    fn order(&self, _: &str, _: &str, _: u32) -> Result<(), Refused> {
        nothing()
    }

    fn list(&self) -> Result<Vec<RecordingHead>, Refused> {
        Ok(Vec::new())
    }

    fn read(&self, _: &str) -> Result<Option<Transcript>, Refused> {
        Ok(None)
    }

    fn remove(&self, _: &str) -> Result<bool, Refused> {
        Ok(false)
    }
}
