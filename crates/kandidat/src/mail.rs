//! How a running office tells people by e-mail, as options of the command that runs it.

use crate::exit::Failure;
use clap::Args;
use letters::Post;
use std::sync::Arc;

/// The server may also stand in the environment, since a password on the command line is seen by
/// everybody on the machine.
const SERVER: &str = "KANDIDAT_MAIL_SERVER";

/// Without a mail server nobody is told by e-mail: letters go on paper, and a demonstration shows
/// its mail on a page.
#[derive(Args)]
pub struct MailArgs {
    /// The mail server, e.g. smtps://name:password@mail.example or
    /// smtp://mail.example:587?tls=required; better in KANDIDAT_MAIL_SERVER when it holds a
    /// password.
    #[arg(long, value_name = "URL", requires = "mail_from")]
    mail_server: Option<String>,
    /// The address that notices come from.
    #[arg(long, value_name = "ADDRESS")]
    mail_from: Option<String>,
}

impl MailArgs {
    /// The mail server, if there is one.
    ///
    /// # Errors
    /// Bad input: its address or the sender's cannot be read.
    pub fn post(&self) -> Result<Option<Arc<dyn Post>>, Failure> {
        let Some(from) = &self.mail_from else { return Ok(None) };
        let server = self.mail_server.clone().or_else(|| std::env::var(SERVER).ok());
        let Some(server) = server else {
            let text = format!("--mail-from: needs --mail-server or {SERVER}");
            return Err(Failure::BadInput(text));
        };
        match post::Smtp::new(&server, from) {
            Ok(post) => Ok(Some(Arc::new(post))),
            Err(error) => Err(Failure::BadInput(error.to_string())),
        }
    }
}
