//! Passwords: argon2id, a few at once, never faster for names that nobody has.

use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

use crate::respond::Failure;

/// Hashes at once: each takes [`MEMORY_KB`] and a processor.
const AT_ONCE: usize = 2;
/// OWASP's parameters for argon2id: 19 MiB, two passes, one lane.
const MEMORY_KB: u32 = 19 * 1024;
const PASSES: u32 = 2;
/// Shorter passwords are guessed; there are no other rules (NIST SP 800-63B 5.1.1).
pub(crate) const SHORTEST: usize = 10;
/// Longer ones only cost time.
pub(crate) const LONGEST: usize = 256;
const SALT_BYTES: usize = 16;

/// Where passwords are hashed.
#[derive(Debug)]
pub(crate) struct Hashing(Semaphore);

impl Default for Hashing {
    fn default() -> Self {
        Self(Semaphore::new(AT_ONCE))
    }
}

/// Whether this may be a password.
pub(crate) fn is_long_enough(password: &str) -> bool {
    password.chars().count() >= SHORTEST && password.len() <= LONGEST
}

impl Hashing {
    /// The hash of a password, to be kept.
    pub(crate) async fn hash(&self, password: String) -> Result<String, Failure> {
        let _turn = self.0.acquire().await;
        let hashed = spawn_blocking(move || {
            let mut salt = [0; SALT_BYTES];
            getrandom::fill(&mut salt).map_err(|error| error.to_string())?;
            let argon2 = argon2().map_err(|error| error.to_string())?;
            let hash = argon2.hash_password_with_salt(password.as_bytes(), &salt);
            hash.map(|hash| hash.to_string())
                .map_err(|error| error.to_string())
        });
        hashed.await.map_err(Failure::bug)?.map_err(Failure::bug)
    }

    /// Whether `password` is that of `hash`; without a hash it takes as long and is not.
    pub(crate) async fn verify(&self, password: String, hash: Option<String>) -> bool {
        let hash = match hash {
            Some(hash) => hash,
            None => {
                let spent = self.hash(password).await;
                drop(spent);
                return false;
            }
        };
        let _turn = self.0.acquire().await;
        let verified = spawn_blocking(move || {
            argon2().is_ok_and(|argon2| {
                argon2
                    .verify_password(password.as_bytes(), hash.as_str())
                    .is_ok()
            })
        });
        verified.await.unwrap_or(false)
    }
}

fn argon2() -> Result<Argon2<'static>, argon2::Error> {
    let params = Params::new(MEMORY_KB, PASSES, 1, None)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}
