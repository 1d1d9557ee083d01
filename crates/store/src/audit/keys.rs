//! Ed25519 keys as PEM files.

use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{DecodePrivateKey, DecodePublicKey, EncodePrivateKey, EncodePublicKey};
use ed25519_dalek::{SigningKey, VerifyingKey};

/// Why a key could not be made or read. No part of a key is ever told.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file could not be read or written.
    #[error("key file {}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system answered.
        source: std::io::Error,
    },
    /// Not an Ed25519 key in PEM.
    #[error("key file {} holds no Ed25519 key in PEM", path.display())]
    Format {
        /// The file.
        path: PathBuf,
    },
}

/// Makes a key pair: `path` (readable by its owner only) and `path` with `.pub` before `.pem`.
pub fn make_key(path: &Path) -> Result<SigningKey, KeyError> {
    let format = |_| KeyError::Format { path: path.to_path_buf() };
    let file = |source| KeyError::File { path: path.to_path_buf(), source };
    let key = SigningKey::from_bytes(&rand::random());
    let private = key.to_pkcs8_pem(LineEnding::LF).map_err(format)?;
    let public = key
        .verifying_key()
        .to_public_key_pem(LineEnding::LF)
        .map_err(|_| KeyError::Format { path: path.to_path_buf() })?;
    let mut to =
        File::options().write(true).create_new(true).mode(0o600).open(path).map_err(file)?;
    to.write_all(private.as_bytes()).map_err(file)?;
    fs::write(path.with_extension("pub.pem"), public).map_err(file)?;
    Ok(key)
}

/// Reads a private key.
pub fn read_key(path: &Path) -> Result<SigningKey, KeyError> {
    let text = read(path)?;
    SigningKey::from_pkcs8_pem(&text).map_err(|_| KeyError::Format { path: path.to_path_buf() })
}

/// Reads a public key.
pub fn read_public_key(path: &Path) -> Result<VerifyingKey, KeyError> {
    let text = read(path)?;
    VerifyingKey::from_public_key_pem(&text)
        .map_err(|_| KeyError::Format { path: path.to_path_buf() })
}

fn read(path: &Path) -> Result<String, KeyError> {
    fs::read_to_string(path).map_err(|source| KeyError::File { path: path.to_path_buf(), source })
}
