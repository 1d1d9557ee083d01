//! Notices by e-mail: the only crate that speaks SMTP.
//!
//! The office asks through the port [`letters::Post`] and knows nothing of mail servers. A notice
//! keeps its Message-ID however often it is sent, so that one sent twice because the office died
//! in between counts once with whoever gets it. Neither the address nor the text of a notice, nor
//! what a mail server answers to it, gets into an error: servers quote addresses.

mod away;

use away::Away;
use letters::{Notice, Post, PostError, PostFuture};
use lettre::message::header::{Header, HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message};
use lettre::transport::smtp::Error as SmtpError;
use lettre::{Address, SmtpTransport, Transport};
use std::time::Duration;

/// How long a mail server may take for one step before it counts as away.
const ANSWERS_WITHIN: Duration = Duration::from_secs(10);
/// Answers that speak of us and not of the addressee: sign in first, wrong password.
const ABOUT_US: [u16; 5] = [500, 502, 530, 534, 535];

/// A mail server that takes notices.
pub struct Smtp {
    transport: SmtpTransport,
    from: Mailbox,
    away: Away,
}

/// What is wrong with the settings of the mail server. Shows no password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SettingsError {
    /// The address of the server is none.
    Server,
    /// The address that notices come from is none.
    From,
}

impl std::fmt::Display for SettingsError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Server => "the mail server is written smtp://server:port or smtps://server:port",
            Self::From => "the address that notices come from is no e-mail address",
        })
    }
}

impl std::error::Error for SettingsError {}

impl Smtp {
    /// A server, e.g. `smtps://name:password@mail.example` or
    /// `smtp://mail.example:587?tls=required`, and the address that notices come from.
    ///
    /// # Errors
    /// One of them cannot be read.
    pub fn new(server: &str, from: &str) -> Result<Self, SettingsError> {
        let transport = SmtpTransport::from_url(server)
            .map_err(|_| SettingsError::Server)?
            .timeout(Some(ANSWERS_WITHIN))
            .build();
        let from = from.parse().map_err(|_| SettingsError::From)?;
        Ok(Self { transport, from, away: Away::default() })
    }

    async fn send(&self, notice: &Notice) -> Result<(), PostError> {
        let to: Address = notice.to.trim().parse().map_err(|_| PostError::Refused { code: 0 })?;
        // One that is away keeps nobody waiting a second time at once.
        if self.away.is_on() {
            return Err(PostError::Away("tried a moment ago".to_owned()));
        }
        let message = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(&notice.subject)
            .message_id(Some(format!("<{}@{}>", notice.id, self.from.email.domain())))
            .date(notice.at.into())
            .header(Automatic)
            .body(notice.body.clone())
            .map_err(|_| PostError::Away("the notice cannot be written".to_owned()))?;
        // The conversation blocks: it gets a thread of its own.
        let transport = self.transport.clone();
        match tokio::task::spawn_blocking(move || transport.send(&message)).await {
            Ok(Ok(_)) => Ok(()),
            Ok(Err(error)) => Err(self.told(&error)),
            Err(_) => Err(PostError::Away("the conversation broke off".to_owned())),
        }
    }

    /// Whose fault it is: the address's, or the server's.
    fn told(&self, error: &SmtpError) -> PostError {
        let code = error.status().map(u16::from);
        match code {
            Some(code) if error.is_permanent() && !ABOUT_US.contains(&code) => {
                PostError::Refused { code }
            }
            // It speaks: another address may be served at once.
            Some(code) => PostError::Away(format!("it answers {code}")),
            None if error.is_timeout() => self.gone("it does not answer".to_owned()),
            None if error.is_tls() => self.gone("it offers no safe connection".to_owned()),
            None => self.gone("no connection".to_owned()),
        }
    }

    fn gone(&self, why: String) -> PostError {
        self.away.begin();
        PostError::Away(why)
    }
}

impl Post for Smtp {
    fn deliver<'a>(&'a self, notice: &'a Notice) -> PostFuture<'a> {
        Box::pin(self.send(notice))
    }
}

/// Says that a program wrote it, so that no absence assistant answers (RFC 3834).
#[derive(Clone)]
struct Automatic;

impl Header for Automatic {
    fn name() -> HeaderName {
        HeaderName::new_from_ascii_str("Auto-Submitted")
    }

    fn parse(_: &str) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        Ok(Self)
    }

    fn display(&self) -> HeaderValue {
        HeaderValue::new(Self::name(), "auto-generated".to_owned())
    }
}
