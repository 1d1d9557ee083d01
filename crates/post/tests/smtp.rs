//! Notices over a real connection to a real mail server.

use letters::{Notice, Post, PostError};
use post::{SettingsError, Smtp};
use testkit::{Mailbox, Temper};
use uuid::Uuid;

const ID: Uuid = Uuid::from_u128(7);

fn notice(to: &str) -> Notice {
    Notice {
        id: ID,
        to: to.to_owned(),
        subject: "Nytt brev på vent".to_owned(),
        body: "Logg inn for å lese det.\n.\nSlutt.".to_owned(),
        at: "2026-12-01T12:00:00+01:00".parse().expect("a time"),
    }
}

fn smtp(mailbox: &Mailbox) -> Smtp {
    Smtp::new(&mailbox.url(), "Universitetet <ikke-svar@nordlys.example>").expect("settings")
}

#[tokio::test]
async fn a_notice_comes_whole_and_says_that_a_program_wrote_it() {
    let mailbox = Mailbox::open().await.expect("a mailbox");
    smtp(&mailbox).deliver(&notice("amina@student.example")).await.expect("taken");
    let [one] = &mailbox.received()[..] else { panic!("not one") };
    assert_eq!(one.to, "amina@student.example");
    let id = format!("<{ID}@nordlys.example>");
    assert_eq!(one.field("Message-ID"), Some(id.as_str()));
    assert_eq!(one.field("Auto-Submitted"), Some("auto-generated"));
    assert_eq!(one.field("Date"), Some("Tue, 01 Dec 2026 11:00:00 +0000"));
    assert!(one.text.ends_with("Slutt.\r\n") || one.text.ends_with("Slutt."), "{}", one.text);
}

#[tokio::test]
async fn a_refused_address_a_full_server_and_a_silent_one_are_told_apart() {
    let mailbox = Mailbox::open().await.expect("a mailbox");
    let post = smtp(&mailbox);
    mailbox.becomes(Temper::Refuses);
    let told = post.deliver(&notice("nobody@student.example")).await;
    assert_eq!(told, Err(PostError::Refused { code: 550 }));
    mailbox.becomes(Temper::PutsOff);
    let told = post.deliver(&notice("amina@student.example")).await;
    assert_eq!(told, Err(PostError::Away("it answers 452".to_owned())));
    mailbox.becomes(Temper::Takes);
    assert_eq!(post.deliver(&notice("amina@student.example")).await, Ok(()), "asked again at once");
    drop(mailbox);
    let gone = Smtp::new("smtp://127.0.0.1:1", "ikke-svar@nordlys.example").expect("settings");
    for why in ["no connection", "tried a moment ago"] {
        let told = gone.deliver(&notice("amina@student.example")).await;
        assert_eq!(told, Err(PostError::Away(why.to_owned())));
    }
}

#[tokio::test]
async fn nobody_writes_lines_of_the_head_with_an_address_or_a_subject() {
    let mailbox = Mailbox::open().await.expect("a mailbox");
    let post = smtp(&mailbox);
    let mut forged = notice("amina@student.example\r\nBcc: all@nordlys.example");
    assert_eq!(post.deliver(&forged).await, Err(PostError::Refused { code: 0 }));
    forged.to = "amina@student.example".to_owned();
    forged.subject = "x\r\nBcc: all@nordlys.example".to_owned();
    post.deliver(&forged).await.expect("taken");
    assert!(mailbox.received().iter().all(|one| one.field("Bcc").is_none()));
}

#[test]
fn settings_that_cannot_be_read_are_named_without_quoting_them() {
    let server = Smtp::new("mail.nordlys.example", "ikke-svar@nordlys.example");
    assert_eq!(server.err(), Some(SettingsError::Server));
    let from = Smtp::new("smtps://name:hemmelig@mail.nordlys.example", "no address");
    assert_eq!(from.err(), Some(SettingsError::From));
}
