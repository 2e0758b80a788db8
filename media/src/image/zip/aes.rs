//! AES-256 in ZIP, as WinZip describes it (AE-2): counter mode, HMAC-SHA1 over what was encrypted.

use aes::Aes256;
use aes::cipher::{Array, BlockCipherEncrypt, KeyInit, consts::U16};
use hmac::{Hmac, Mac};
use sha1::Sha1;
use sha2::{Digest, Sha256};

use crate::image::ZipEncryption;

const SALT: usize = 16;
const KEY: usize = 32;
const CHECK: usize = 2;
const AUTHENTICATION: usize = 10;
/// Rounds of PBKDF2: the format says so.
const ROUNDS: u32 = 1000;
/// Blocks encrypted at once: processors take several together.
const BLOCKS: usize = 64;
const BLOCK: usize = 16;

/// Bytes that an encrypted file has more.
pub(super) const OVERHEAD: u64 = (SALT + CHECK + AUTHENTICATION) as u64;

/// Encrypts one file.
pub(super) struct Cipher {
    salt: [u8; SALT],
    check: [u8; CHECK],
    cipher: Aes256,
    hmac: Hmac<Sha1>,
    /// The block that the next key bytes come from, counted from 1.
    counter: u128,
    keys: [u8; BLOCKS * BLOCK],
    /// Key bytes that are used.
    used: usize,
}

impl Cipher {
    pub(super) fn of(encryption: &ZipEncryption, number: u64) -> Self {
        let salt = salt(&encryption.salt, number);
        let mut keys = [0; 2 * KEY + CHECK];
        pbkdf2::pbkdf2_hmac::<Sha1>(encryption.password.as_bytes(), &salt, ROUNDS, &mut keys);
        let (cipher, rest) = keys.split_at(KEY);
        let (authentication, check) = rest.split_at(KEY);
        let mut key = [0; KEY];
        key.copy_from_slice(cipher);
        let mut block = [0; 64];
        block[..KEY].copy_from_slice(authentication);
        Self {
            salt,
            check: [check[0], check[1]],
            cipher: Aes256::new(&Array::from(key)),
            hmac: Hmac::new(&Array::from(block)),
            counter: 1,
            keys: [0; BLOCKS * BLOCK],
            used: BLOCKS * BLOCK,
        }
    }

    /// Salt and password check, before the content.
    pub(super) fn head(&self) -> Vec<u8> {
        [self.salt.as_slice(), &self.check].concat()
    }

    /// Encrypts in place.
    pub(super) fn encrypt(&mut self, mut bytes: &mut [u8]) {
        while !bytes.is_empty() {
            if self.used == BLOCKS * BLOCK {
                self.next_keys();
            }
            let count = bytes.len().min(BLOCKS * BLOCK - self.used);
            let (now, later) = bytes.split_at_mut(count);
            let keys = &self.keys[self.used..];
            now.iter_mut()
                .zip(keys)
                .for_each(|(byte, key)| *byte ^= key);
            self.hmac.update(now);
            self.used += count;
            bytes = later;
        }
    }

    /// What proves that nothing was changed, after the content.
    pub(super) fn authentication(self) -> Vec<u8> {
        let code = self.hmac.finalize().into_bytes();
        code[..AUTHENTICATION].to_vec()
    }

    fn next_keys(&mut self) {
        let mut blocks = [Array::<u8, U16>::default(); BLOCKS];
        for block in &mut blocks {
            *block = Array::from(self.counter.to_le_bytes());
            self.counter += 1;
        }
        self.cipher.encrypt_blocks(&mut blocks);
        for (keys, block) in self.keys.chunks_exact_mut(BLOCK).zip(&blocks) {
            keys.copy_from_slice(block);
        }
        self.used = 0;
    }
}

/// A salt of a file's own: the same one twice would give the content away.
fn salt(seed: &[u8; 32], number: u64) -> [u8; SALT] {
    let digest = Sha256::new()
        .chain_update(seed)
        .chain_update(number.to_le_bytes())
        .finalize();
    let mut salt = [0; SALT];
    salt.copy_from_slice(&digest[..SALT]);
    salt
}
