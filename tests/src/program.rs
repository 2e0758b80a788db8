//! A program that speaks to a server's desk by its API.

use serde_json::Value;

use crate::discs::text;
use crate::server::Server;
use crate::tools::{checked, python};

/// A program with the token of an administrator.
pub struct Program {
    token: String,
}

impl Program {
    /// The first one of a server: makes its administrator.
    pub fn of(server: &Server) -> Self {
        let mut command = python("settings_api.py");
        let said = checked(command.args(["set-up", &server.set_up_link()]));
        Self {
            token: said.trim().to_owned(),
        }
    }

    /// What a call answers.
    ///
    /// # Panics
    /// When it is refused, or does not answer JSON.
    pub fn get(&self, server: &Server, path: &str) -> Value {
        self.ask(server, "get", &[path])
    }

    /// What a call that does something answers.
    ///
    /// # Panics
    /// When it is refused, or does not answer JSON.
    pub fn post(&self, server: &Server, path: &str, body: &Value) -> Value {
        self.ask(server, "post", &[path, &body.to_string()])
    }

    /// With which status a call is answered.
    ///
    /// # Panics
    /// When it is not.
    pub fn status(&self, server: &Server, path: &str, body: &Value) -> u64 {
        let status = self.ask(server, "status", &[path, &body.to_string()]);
        status.as_u64().expect("a status")
    }

    /// Puts a text in force; which parts hold at once, and which after a restart.
    ///
    /// # Panics
    /// When the settings are refused.
    pub fn change(&self, server: &Server, settings: &str) -> (Value, Value) {
        let wanted = server.folder().join("wanted.toml");
        std::fs::write(&wanted, settings).expect("the wanted settings");
        let answer = self.ask(server, "change", &[text(&wanted)]);
        (answer["at_once"].clone(), answer["after_restart"].clone())
    }

    fn ask(&self, server: &Server, what: &str, of: &[&str]) -> Value {
        let mut command = python("settings_api.py");
        command.args([what, &server.desk(), &self.token]);
        let said = checked(command.args(of));
        serde_json::from_str(&said).expect("JSON")
    }
}
