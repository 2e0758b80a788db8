//! The way to an OpenID provider: HTTP over TLS, bounded in time and size.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use filmdesk_config::settings::openid::{OpenIdSettings, SecretSource};
use filmdesk_web::{Asked, Outside, Refused};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use reqwest::redirect::Policy;
use reqwest::{Certificate, Client, Response};
use tokio::runtime::Handle;
use tracing::warn;

use crate::causes::told;
use crate::secret::first_line;
use crate::shared::Shared;
use crate::tls;

/// A person waits for the answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of an answer: discovery documents have some kilobytes, tokens with hundreds of groups
/// some tens.
const LONGEST_ANSWER: usize = 1 << 20;

/// Asks whom the settings name now.
pub(super) struct Wire(Arc<Shared>);

impl Wire {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        tls::install_provider();
        let wire = Self(shared);
        let is_on = wire.0.live().desk.openid.is_some();
        if is_on && let Err(reason) = wire.secret() {
            warn!(%reason, "nobody can sign in by OpenID");
        }
        wire
    }

    fn settings(&self) -> Result<Arc<OpenIdSettings>, Refused> {
        let settings = self.0.live().desk.openid.clone();
        settings.ok_or_else(|| Refused("there is no [web.openid] any more".to_owned()))
    }
}

impl Outside for Wire {
    fn secret(&self) -> Result<Option<String>, Refused> {
        let settings = self.settings()?;
        settings.secret.as_ref().map(secret).transpose()
    }

    fn ask(&self, asked: &Asked) -> Result<Vec<u8>, Refused> {
        let settings = self.settings()?;
        let client = client(&settings)?;
        Handle::current().block_on(async {
            let answered = tokio::time::timeout(PATIENCE, answer(&client, asked)).await;
            let late = |_| Refused(format!("no answer within {} s", PATIENCE.as_secs()));
            answered.map_err(late)?
        })
    }
}

fn secret(source: &SecretSource) -> Result<String, Refused> {
    let (what, found) = match source {
        SecretSource::File(path) => (path.display().to_string(), first_line(path)),
        SecretSource::Environment(name) => {
            let value = std::env::var(name).map_err(io::Error::other);
            (format!("environment variable {name}"), value)
        }
    };
    let text = found.map_err(|error| Refused(format!("{what}: {error}")))?;
    match text.trim() {
        "" => Err(Refused(format!("{what} holds no secret in its first line"))),
        text => Ok(text.to_owned()),
    }
}

fn client(settings: &OpenIdSettings) -> Result<Client, Refused> {
    // A provider's endpoints answer themselves; codes and secrets go nowhere else.
    let builder = Client::builder().redirect(Policy::none()).timeout(PATIENCE);
    let builder = match &settings.ca {
        None => builder,
        Some(path) => {
            let pem = tls::authority_pem(path).map_err(|error| Refused(told(&error)))?;
            let roots = Certificate::from_pem_bundle(&pem);
            builder.tls_certs_only(roots.map_err(|error| Refused(told(&error)))?)
        }
    };
    builder.build().map_err(|error| Refused(told(&error)))
}

async fn answer(client: &Client, asked: &Asked) -> Result<Vec<u8>, Refused> {
    let request = match &asked.form {
        None => client.get(&asked.url),
        Some(form) => client
            .post(&asked.url)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form.clone()),
    };
    let request = request.header(ACCEPT, "application/json");
    let request = match &asked.authorization {
        None => request,
        Some(value) => request.header(AUTHORIZATION, value),
    };
    let response = request.send().await;
    let response = response.map_err(|error| Refused(told(&error.without_url())))?;
    match response.status().as_u16() {
        200 => body(response).await,
        status => Err(Refused(format!("answered with status {status}"))),
    }
}

async fn body(mut response: Response) -> Result<Vec<u8>, Refused> {
    let mut body = Vec::new();
    loop {
        let chunk = response.chunk().await;
        let chunk = chunk.map_err(|error| Refused(told(&error.without_url())))?;
        let Some(chunk) = chunk else { return Ok(body) };
        if body.len() + chunk.len() > LONGEST_ANSWER {
            let message = format!("answered with more than {LONGEST_ANSWER} bytes");
            return Err(Refused(message));
        }
        body.extend_from_slice(&chunk);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_the_first_line_of_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("openid.secret");
        let read = || secret(&SecretSource::File(path.clone()));
        assert!(read().unwrap_err().to_string().contains("openid.secret"));
        std::fs::write(&path, "s3cret \r\nnot this\n").unwrap();
        assert_eq!(read().unwrap(), "s3cret");
        std::fs::write(&path, "\nnot this\n").unwrap();
        let empty = read().unwrap_err().to_string();
        assert!(
            empty.ends_with("holds no secret in its first line"),
            "{empty}"
        );
    }
}
