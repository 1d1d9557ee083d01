//! Everything that an office said where no personal data belong.

use std::fmt::Write;
use std::sync::{Arc, Mutex, PoisonError};
use tracing_subscriber::fmt::MakeWriter;

/// What was heard so far. Clones share it.
#[derive(Clone, Default)]
pub(super) struct Heard(Arc<Mutex<String>>);

impl Heard {
    pub(super) fn add(&self, place: &str, text: &str) {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = writeln!(all, "{place}: {text}"); // A string can always be written to.
    }

    /// Hears the log of this process from now on, everything but the test's own browser.
    pub(super) fn listen_to_the_log(&self) {
        const ALL: &str = "trace,hyper=off,hyper_util=off,reqwest=off,mio=off,want=off";
        let _ = tracing_subscriber::fmt()
            .with_env_filter(tracing_subscriber::EnvFilter::new(ALL))
            .with_ansi(false)
            .with_writer(self.clone())
            .try_init();
    }

    /// The lines in which one of the words stands, as it is or as an address writes it.
    pub(super) fn lines_with(&self, words: &[String]) -> Vec<String> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let written: Vec<String> = words.iter().flat_map(|word| spellings(word)).collect();
        let found = all.lines().filter(|line| written.iter().any(|word| line.contains(word)));
        found.map(|line| line.chars().take(400).collect()).collect()
    }

    pub(super) fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

/// As text, percent-encoded, and in hex.
fn spellings(word: &str) -> [String; 3] {
    let mut encoded = String::new();
    let mut hex = String::new();
    for byte in word.bytes() {
        let _ = write!(hex, "{byte:02x}");
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    [word.to_owned(), encoded, hex]
}

impl std::io::Write for Heard {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push_str(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Heard {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}
