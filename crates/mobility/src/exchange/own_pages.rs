//! The person's own window: what she lets be asked, what was asked, who answered what, and who has
//! asked for her results here.

use super::answered_pages::{AnsweredLine, PAGE_SIZE, own_lines};
use super::case::{self, Exchange};
use super::consent::{self, Consent, From, TEXT_VERSION, text_key};
use super::pages::{AskedLine, CorrectionLine, asked_lines, basis_words, correction_lines, live};
use super::store::consents;
use super::{channel_code, channel_of, dashed, purpose_code, receipt};
use crate::{ConsentId, ExchangeId};
use ::store::Entry;
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use office::http::{Allow, Posted, Routes, Signed, done, page, wanted};
use office::{Error, Result};
use rules::exchange::Channel;

pub(super) fn routes() -> Routes {
    let (own, one) = (Allow::SignedIn, "/my/exchange/{exchange}");
    Routes::default()
        .page("/my/exchange", own, show)
        .form("/my/exchange/consents", own, "exchange.consent", post_given)
        .form("/my/exchange/consents/withdrawal", own, "exchange.withdraw", post_withdrawn)
        .page(one, own, show_case)
        .form(&format!("{one}/receipt"), own, "exchange.receipt", post_receipt)
}

/// The channels in which a person consents here: her own pages, and an application to this institution.
/// What is given in the national admission comes with the application.
pub(super) const GIVEN_HERE: [Channel; 2] = [Channel::StudentPages, Channel::LocalAdmission];

#[derive(Template)]
#[template(path = "exchange/mine.html")]
struct MinePage {
    frame: ui::Frame,
    consents: Vec<Consent>,
    /// The channels in which nothing is consented to, and could be.
    open: Vec<Channel>,
    cases: Vec<Exchange>,
    fetched: Vec<AnsweredLine>,
    list: ui::List,
}

impl MinePage {
    fn channel(&self, channel: &Channel) -> String {
        self.frame.t(&format!("exchange-channel-{}", dashed(channel_code(*channel))))
    }

    fn code(&self, channel: &Channel) -> &'static str {
        channel_code(*channel)
    }

    /// The text of today, which is the one that is consented to.
    fn text(&self, channel: &Channel) -> String {
        let name = self.frame.text(&self.frame.institution.name).to_owned();
        self.frame.ta(&text_key(*channel, TEXT_VERSION), &[("institution", &name)])
    }

    /// The text as it read when it was consented to.
    fn given_text(&self, consent: &Consent) -> String {
        let name = self.frame.text(&self.frame.institution.name).to_owned();
        self.frame.ta(&consent.text_key(), &[("institution", &name)])
    }

    fn purpose(&self, case: &Exchange) -> String {
        self.frame.t(&format!("exchange-purpose-{}", purpose_code(case.purpose)))
    }

    fn started(&self, case: &Exchange) -> String {
        self.frame.moment(case.started_at)
    }
}

async fn show(signed: Signed, Query(query): Query<Vec<(String, String)>>) -> Result<Response> {
    let list = ui::List::from_query("/my/exchange", &wanted(query, &[]), &["-at"], PAGE_SIZE);
    let (mut conn, person) = (signed.read().await?, signed.who.person);
    let consents = consents::of_person(&mut conn, person).await?;
    let today = signed.today();
    let given = |channel: &Channel| {
        consents.iter().any(|one| one.channel == *channel && one.holds_on(today))
    };
    let open = GIVEN_HERE.into_iter().filter(|channel| !given(channel)).collect();
    let (fetched, total) = own_lines(&signed, list.page).await?;
    page(&MinePage {
        open,
        cases: case::of_person(&mut conn, person).await?,
        list: list.of(total),
        fetched,
        frame: signed.frame("my/exchange"),
        consents,
    })
}

async fn post_given(posted: Posted) -> Result<Response> {
    let channel = channel_of(posted.field("channel")).filter(|one| GIVEN_HERE.contains(one));
    let channel = channel.ok_or(Error::NotFound)?;
    let mut act = posted.act().await?;
    let (person, language) = (act.person()?, posted.signed.who.language);
    match consent::give(&mut act, person, channel, From::Person(language)).await {
        Ok(id) => {
            act.commit(Entry::new("exchange.consent", "exchange_consent", id.0)).await?;
            Ok(done("/my/exchange", "done-exchange-consent"))
        }
        Err(error) => posted.refused(error, Vec::new()),
    }
}

async fn post_withdrawn(posted: Posted) -> Result<Response> {
    let id = ConsentId(posted.field("consent").parse().map_err(|_| Error::NotFound)?);
    let mut act = posted.act().await?;
    own_consent(&mut act, id).await?;
    match consent::withdraw(&mut act, id).await {
        Ok(()) => {
            act.commit(Entry::new("exchange.withdraw", "exchange_consent", id.0)).await?;
            Ok(done("/my/exchange", "done-exchange-withdrawn"))
        }
        Err(error) => posted.refused(error, Vec::new()),
    }
}

/// One's own consent; anybody else's is not there.
pub(super) async fn own_consent(act: &mut office::Act, id: ConsentId) -> Result<()> {
    let person = act.person()?;
    let consent = consents::one(act.conn(), id).await?;
    consent.filter(|one| one.person == person).map(|_| ()).ok_or(Error::NotFound)
}

#[derive(Template)]
#[template(path = "exchange/receipt.html")]
struct ReceiptPage {
    frame: ui::Frame,
    case: Exchange,
    basis: String,
    lines: Vec<AskedLine>,
    corrections: Vec<CorrectionLine>,
}

impl ReceiptPage {
    fn purpose(&self) -> String {
        self.frame.t(&format!("exchange-purpose-{}", purpose_code(self.case.purpose)))
    }
}

/// One's own case; anybody else's is not there.
pub(super) async fn own_case(signed: &Signed, id: ExchangeId) -> Result<Exchange> {
    let mut conn = signed.read().await?;
    let case = case::load(&mut conn, id).await?;
    if case.person == signed.who.person { Ok(case) } else { Err(Error::NotFound) }
}

async fn show_case(Path(id): Path<ExchangeId>, signed: Signed) -> Result<Response> {
    let case = own_case(&signed, id).await?;
    let waits = case.waits();
    let shown = page(&ReceiptPage {
        frame: signed.frame("my/exchange"),
        basis: basis_words(&signed, &case).await?,
        lines: asked_lines(&signed, &case).await?,
        corrections: correction_lines(&signed, &case).await?,
        case,
    })?;
    Ok(live(shown, waits))
}

async fn post_receipt(Path(id): Path<ExchangeId>, posted: Posted) -> Result<Response> {
    own_case(&posted.signed, id).await?;
    let mut act = posted.act().await?;
    receipt::send_receipt(&mut act, id).await?;
    act.commit(Entry::new("exchange.receipt", "exchange", id.0)).await?;
    Ok(done(&format!("/my/exchange/{id}"), "done-exchange-receipt"))
}
