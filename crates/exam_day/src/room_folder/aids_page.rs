//! What candidates of an exam may use, as a tab of its pages.

use super::{AID_KEEPERS, Aids, NewAids, allow, store};
use crate::said::put_back;
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use office::catalogue::{VIEWERS, exam_for, head};
use office::http::{Allow, Posted, Routes, Signed, done, page};
use office::{ExamId, Result};
use ui::{Choice, Form, key};

pub(super) fn routes() -> Routes {
    Routes::default().page("/exams/{exam}/aids", Allow::Roles(VIEWERS), shown).form(
        "/exams/{exam}/aids",
        Allow::Roles(AID_KEEPERS),
        "room_folder.aids",
        posted,
    )
}

#[derive(Template)]
#[template(path = "room_folder/aids.html")]
struct AidsPage {
    frame: ui::Frame,
    head: String,
    title: String,
    exam: ExamId,
    form: Form,
    choices: Vec<Choice>,
    aids: Option<Aids>,
    may: bool,
}

const LABELS: [(&str, &str); 4] = [
    ("allowed", key("room-folder-aids")),
    ("listed_nb", key("room-folder-aids-nb")),
    ("listed_nn", key("room-folder-aids-nn")),
    ("listed_en", key("room-folder-aids-en")),
];

async fn aids_page(signed: &Signed, id: ExamId, form: Option<Form>) -> Result<Response> {
    let exam = exam_for(signed, id, VIEWERS).await?;
    let mut conn = signed.read().await?;
    let (aids, version) = store::aids(&mut conn, id).await?;
    let filled = || {
        let named = aids.as_ref().map(Aids::named);
        let text = |of: fn(&rules::Text) -> &str| named.as_ref().map_or("", of).to_owned();
        Form::new()
            .with("allowed", aids.as_ref().map_or("none", Aids::word))
            .with("listed_nb", text(|named| &named.nb))
            .with("listed_nn", text(|named| &named.nn))
            .with("listed_en", text(|named| &named.en))
            .with("version", version.to_string())
    };
    let frame = signed.frame(format!("exams/{}", exam.reference()));
    page(&AidsPage {
        head: head(signed, &frame, &exam, "/aids")?,
        title: exam.reference(),
        exam: id,
        form: form.unwrap_or_else(filled).labels(&LABELS),
        choices: Aids::WORDS.map(|word| Choice::new(word, frame.t(Aids::key(word)))).to_vec(),
        may: signed.who.may(AID_KEEPERS, &exam.place),
        aids,
        frame,
    })
}

async fn shown(signed: Signed, Path(id): Path<ExamId>) -> Result<Response> {
    aids_page(&signed, id, None).await
}

async fn posted(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    exam_for(&posted.signed, id, AID_KEEPERS).await?;
    let form = posted.form();
    let text = |name: &str| form.field(name).to_owned();
    let new = NewAids {
        allowed: text("allowed"),
        listed_nb: text("listed_nb"),
        listed_nn: text("listed_nn"),
        listed_en: text("listed_en"),
        version: form.field("version").parse().unwrap_or_default(),
    };
    let mut act = posted.act().await?;
    match allow(&mut act, id, &new).await {
        Ok(version) => {
            let entry = Entry::new("room_folder.aids", "exam", id.0);
            act.commit(entry.fact("version", version)).await?;
            Ok(done(&format!("/exams/{id}/aids"), "done-room-folder-aids"))
        }
        Err(error) => {
            drop(act);
            aids_page(&posted.signed, id, Some(put_back(form, error)?)).await
        }
    }
}
