//! Somebody with an e-mail address is told that a letter waits, once, and nothing of what it says.

use super::tests::letter_to;
use super::{Channel, NOTIFY};
use crate::testing::TestOffice;
use crate::{LetterId, Mail};
use letters::{Notice, Post, PostError, PostFuture};
use post::Smtp;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use testkit::{Mailbox, Temper};

const PAGES: &str = "https://kandidat.example";

async fn office_of(post: impl Post + 'static) -> TestOffice {
    let mail = Mail { post: Arc::new(post), pages: PAGES.to_owned() };
    TestOffice::with_mail("2026-11-02T10:00:00+01:00", "demo-2026", Some(mail)).await
}

fn smtp(mailbox: &Mailbox) -> Smtp {
    Smtp::new(&mailbox.url(), "ikke-svar@nordlys.example").expect("settings")
}

/// How the letter stands in the demonstration's list.
async fn listed(office: &TestOffice, id: LetterId) -> serde_json::Value {
    let all = office.sign_in("amina").await.get("/demo/outbox").await.json();
    let one = all.as_array().into_iter().flatten().find(|one| one["id"] == id.to_string());
    one.cloned().expect("the letter")
}

#[tokio::test]
async fn one_notice_says_where_to_sign_in_and_nothing_of_the_letter() {
    let mailbox = Mailbox::open().await.unwrap();
    let office = office_of(smtp(&mailbox)).await;
    let id = letter_to(&office, "amina", Channel::Email).await;
    let [notice] = &mailbox.received()[..] else { panic!("not one") };
    assert!(notice.text.contains(&format!("{PAGES}/my/letters")), "{}", notice.text);
    let amina = crate::world::CastMember::named("amina");
    for told in [amina.family, "Vitnem", "vitnem", "klag", &id.to_string()[..8]] {
        let body = notice.text.split("\r\n\r\n").nth(1).unwrap();
        assert!(!body.contains(told), "it tells {told}");
    }
    let mine = office.sign_in("amina").await.get("/my/letters").await.text();
    assert!(mine.contains("På e-post"), "{mine}");
    assert!(!listed(&office, id).await["sent_at"].is_null());
}

#[tokio::test]
async fn an_address_that_is_refused_puts_the_letter_on_paper_and_on_the_desk() {
    let mailbox = Mailbox::open().await.unwrap();
    mailbox.becomes(Temper::Refuses);
    let office = office_of(smtp(&mailbox)).await;
    let id = letter_to(&office, "amina", Channel::Email).await;
    let task = "Skriv ut og send brevet";
    let officer = office.sign_in("ingrid").await;
    assert!(officer.get("/desk").await.text().contains(task));
    assert!(!office.sign_in("per").await.get("/desk").await.text().contains(task));
    let waiting = officer.get("/letters?state=waiting").await.text();
    assert!(waiting.contains("kunne ikke varsles"), "{waiting}");
    officer.post("/letters/print", &[("letter", &id.to_string())]).await;
    assert!(!officer.get("/desk").await.text().contains(task));
    assert!(mailbox.received().is_empty());
}

#[tokio::test]
async fn a_mail_server_that_is_away_is_asked_again_and_no_notice_is_lost() {
    let mailbox = Mailbox::open().await.unwrap();
    mailbox.becomes(Temper::PutsOff);
    let office = office_of(smtp(&mailbox)).await;
    let id = letter_to(&office, "amina", Channel::Email).await;
    assert!(listed(&office, id).await["sent_at"].is_null(), "not told yet");
    office.clock("2026-11-02T12:00:00+01:00").await;
    mailbox.becomes(Temper::Takes);
    office.clock("2026-11-02T20:00:00+01:00").await;
    office.clock("2026-11-04T10:00:00+01:00").await;
    assert_eq!(mailbox.received().len(), 1);
    assert!(!listed(&office, id).await["sent_at"].is_null());
}

#[tokio::test]
async fn a_mail_server_that_stays_away_for_a_day_puts_the_letter_on_paper() {
    let mailbox = Mailbox::open().await.unwrap();
    mailbox.becomes(Temper::PutsOff);
    let office = office_of(smtp(&mailbox)).await;
    let id = letter_to(&office, "amina", Channel::Email).await;
    office.clock("2026-11-03T09:59:00+01:00").await;
    assert_eq!(listed(&office, id).await["channel"], "email");
    office.clock("2026-11-03T14:01:00+01:00").await;
    assert_eq!(listed(&office, id).await["channel"], "print");
}

/// Takes a notice, and the first time dies before anybody hears of it.
struct DiesOnce(Smtp, AtomicBool);

impl Post for DiesOnce {
    fn deliver<'a>(&'a self, notice: &'a Notice) -> PostFuture<'a> {
        Box::pin(async move {
            self.0.deliver(notice).await?;
            let died = self.1.swap(true, Ordering::SeqCst);
            if died { Ok(()) } else { Err(PostError::Away("died".to_owned())) }
        })
    }
}

#[tokio::test]
async fn a_notice_sent_twice_counts_once() {
    let mailbox = Mailbox::open().await.unwrap();
    let office = office_of(DiesOnce(smtp(&mailbox), AtomicBool::new(false))).await;
    letter_to(&office, "amina", Channel::Email).await;
    office.clock("2026-11-02T12:00:00+01:00").await;
    sqlx::query("update job set done_at = null, leased_until = null where kind = $1")
        .bind(NOTIFY)
        .execute(&office.node.store().pool)
        .await
        .unwrap();
    crate::jobs::run_due(&office.node).await.unwrap();
    let received = mailbox.received();
    let ids: BTreeSet<_> = received.iter().map(|one| one.field("Message-ID")).collect();
    assert_eq!((received.len(), ids.len()), (2, 1), "once before it died, once after; never more");
}

#[tokio::test]
async fn without_a_mail_server_letters_go_on_paper_and_say_so() {
    let office = TestOffice::with_mail("2026-11-02T10:00:00+01:00", "demo-2026", None).await;
    let id = letter_to(&office, "amina", Channel::Email).await;
    assert_eq!(listed(&office, id).await["channel"], "print");
    let mine = office.sign_in("amina").await.get("/my/letters").await.text();
    assert!(mine.contains("Kommer også på papir"));
}
