//! Where the log of a running office goes: one line for each event, to the standard error output.
//!
//! The reference that a page shows for a fault of ours stands in the line of that fault. No line holds
//! personal data; `demo/lived/canary.rs` listens to every level of it.

use tracing::Subscriber;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;

/// The environment variable that says what is logged, as `LEVEL` or `CRATE=LEVEL,…`.
const VARIABLE: &str = "KANDIDAT_LOG";
const UNLESS_SAID: &str = "warn";

/// From now on this process logs to the standard error output what `KANDIDAT_LOG` names: warnings and
/// errors unless it says otherwise. A value that cannot be read counts as not set, and is said so.
pub fn to_stderr() {
    let filter = EnvFilter::try_from_env(VARIABLE);
    let unreadable = std::env::var_os(VARIABLE).is_some() && filter.is_err();
    let filter = filter.unwrap_or_else(|_| EnvFilter::new(UNLESS_SAID));
    // Only the first call of a process counts: a test may listen already.
    let _ = tracing::subscriber::set_global_default(lines(filter, std::io::stderr));
    if unreadable {
        tracing::warn!("{VARIABLE} cannot be read: LEVEL or CRATE=LEVEL, parted by commas");
    }
}

fn lines<W>(filter: EnvFilter, writer: W) -> impl Subscriber + Send + Sync
where
    W: for<'a> MakeWriter<'a> + Send + Sync + 'static,
{
    tracing_subscriber::fmt().with_env_filter(filter).with_ansi(false).with_writer(writer).finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    #[test]
    fn a_fault_is_logged_once_with_its_reference_and_small_talk_is_not() {
        let written = Arc::new(Mutex::new(Vec::new()));
        let into = Arc::clone(&written);
        let writer = move || Into(Arc::clone(&into));
        tracing::subscriber::with_default(lines(EnvFilter::new(UNLESS_SAID), writer), || {
            tracing::error!(reference = "0badcafe", "request failed");
            tracing::debug!("small talk");
        });
        let text = String::from_utf8(written.lock().unwrap().clone()).unwrap();
        assert_eq!(text.lines().count(), 1, "{text}");
        assert!(text.contains("0badcafe") && text.contains("ERROR"), "{text}");
    }

    struct Into(Arc<Mutex<Vec<u8>>>);

    impl std::io::Write for Into {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
}
