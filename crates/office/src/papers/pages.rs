//! The exam's documents on one page: what there is, what is missing, and the form.

use super::store::{Document, in_force, wishes};
use super::{AUTHORS, AddDocument, Gap, Kind, add_document, coverage};
use crate::catalogue::forms::refused;
use crate::catalogue::tabs::{DOCUMENT_READERS, ExamTab, tabs};
use crate::catalogue::{self, Exam, exam_for, words};
use crate::http::files::{download, keep};
use crate::http::{Allow, Posted, Routes, Signed, done, page, page_with};
use crate::{DocumentId, Error, ExamId, Result};
use ::store::Entry;
use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use rules::Language;
use ui::messages::text;
use ui::{Choice, Form};

pub(crate) fn routes() -> Routes {
    let readers = Allow::Roles(DOCUMENT_READERS);
    Routes::default()
        .page("/exams/{exam}/documents", readers, documents)
        .form("/exams/{exam}/documents", Allow::Roles(AUTHORS), "papers.add_document", post)
        .page("/exams/{exam}/documents/{document}", readers, get)
        .merge(super::api::routes())
}

#[derive(Template)]
#[template(path = "papers/documents.html")]
struct DocumentsPage {
    frame: ui::Frame,
    tabs: Vec<ExamTab>,
    exam: Exam,
    form: Form,
    documents: Vec<Document>,
    gaps: Vec<Gap>,
    wished: Vec<(Language, i64)>,
    kinds: Vec<Choice>,
    languages: Vec<Choice>,
    author: bool,
}

/// The message key of a document's kind.
const fn kind_key(kind: &Kind) -> &'static str {
    match kind {
        Kind::Paper => ui::key("papers-paper"),
        Kind::Guide => ui::key("papers-guide"),
    }
}

async fn documents_page(signed: &Signed, id: ExamId, form: Form) -> Result<DocumentsPage> {
    let exam = exam_for(signed, id, DOCUMENT_READERS).await?;
    let mut conn = signed.read().await?;
    let documents = in_force(&mut conn, id).await?;
    let wished = wishes(&mut conn, id).await?;
    let mut frame = signed.frame(format!("exams/{}", exam.reference()));
    frame.breadcrumb = catalogue::pages::crumbs(&frame);
    Ok(DocumentsPage {
        tabs: tabs(signed, id, "/documents"),
        gaps: gaps(&documents, &wished),
        author: signed.who.may(AUTHORS, &exam.place),
        form: form.labels(&[
            ("kind", "papers-kind"),
            ("language", "papers-language"),
            ("file", "papers-file"),
        ]),
        kinds: [Kind::Paper, Kind::Guide]
            .map(|kind| Choice::new(words::word(&kind), frame.t(kind_key(&kind))))
            .to_vec(),
        languages: Language::ALL
            .map(|one| Choice::new(one.tag(), frame.t(words::language_key(&one))))
            .to_vec(),
        documents,
        wished,
        exam,
        frame,
    })
}

/// The language forms that somebody wishes for and no paper exists in.
pub(super) fn gaps(documents: &[Document], wished: &[(Language, i64)]) -> Vec<Gap> {
    let papers = documents.iter().filter(|one| one.kind == Kind::Paper);
    let papers: Vec<_> = papers.map(|paper| paper.language).collect();
    coverage(wished, &papers)
}

async fn documents(signed: Signed, Path(id): Path<ExamId>) -> Result<Response> {
    page(&documents_page(&signed, id, Form::new().with("kind", "paper")).await?)
}

async fn post(Path(id): Path<ExamId>, posted: Posted) -> Result<Response> {
    let exam = exam_for(&posted.signed, id, DOCUMENT_READERS).await?;
    posted.signed.who.require(AUTHORS, &exam.place)?;
    let mut form = posted.form();
    let kind = form.choice("kind", &["paper", "guide"]).and_then(|kind| words::read(&kind));
    let language = form.choice("language", &["nb", "nn", "en"]);
    let language = language.as_deref().and_then(Language::from_tag);
    let upload = posted.files.iter().find(|file| file.field == "file");
    if upload.is_none() {
        form.add_error("file", text("papers-error-no-file", &[]));
    }
    if let (Some(kind), Some(language), Some(upload)) = (kind, language, upload) {
        match keep(&posted.signed.node, "file", &upload.media_type, &upload.bytes).await {
            Ok(file) => {
                let mut act = posted.act().await?;
                let command = AddDocument { exam: id, kind, language, file: file.id };
                let document = add_document(&mut act, &command).await?;
                let entry = Entry::new("papers.add_document", "exam_document", document.0)
                    .fact("sha256", hex::encode(file.sha256));
                act.commit(entry).await?;
                let back = format!("/exams/{id}/documents");
                return Ok(done(&back, "done-papers-added"));
            }
            Err(error) => form = refused(form, error)?,
        }
    }
    let shown = documents_page(&posted.signed, id, form).await?;
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &shown)
}

/// A paper or a grading guide, for those who read it before the exam.
pub(super) async fn get(
    signed: Signed,
    Path((id, document)): Path<(ExamId, DocumentId)>,
) -> Result<Response> {
    exam_for(&signed, id, DOCUMENT_READERS).await?;
    let mut conn = signed.read().await?;
    let found = in_force(&mut conn, id).await?.into_iter().find(|one| one.id == document);
    let found = found.ok_or(Error::NotFound)?;
    let name = format!("{}-{}", words::word(&found.kind), found.language.tag());
    download(&signed.node, found.file, &name).await
}
