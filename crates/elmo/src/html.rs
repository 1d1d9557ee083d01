//! Descriptions as plain text, where somebody has them as HTML alone.

use crate::text::lines;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::{Cell, RefCell};

/// What is said between these is for machines.
const SILENT: [&str; 2] = ["script", "style"];
/// These begin or end a line.
const LINES: [&str; 15] =
    ["p", "br", "div", "li", "ul", "ol", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr"];

/// The text of an HTML fragment, as a browser would tell markup from text. Whatever it holds, what comes out is
/// text: whoever shows it escapes it like any other.
pub(crate) fn to_text(html: &str) -> String {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    let tokenizer = Tokenizer::new(Plain::default(), TokenizerOpts::default());
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    lines(&tokenizer.sink.text.into_inner())
}

#[derive(Default)]
struct Plain {
    text: RefCell<String>,
    silent: Cell<bool>,
}

impl Plain {
    fn tag(&self, tag: &Tag) -> TokenSinkResult<()> {
        if SILENT.contains(&&*tag.name) {
            let opens = tag.kind == TagKind::StartTag;
            self.silent.set(opens);
            if opens {
                return TokenSinkResult::RawData(RawKind::Rawtext);
            }
        }
        if LINES.contains(&&*tag.name) && !self.text.borrow().ends_with('\n') {
            self.text.borrow_mut().push('\n');
        }
        TokenSinkResult::Continue
    }
}

impl TokenSink for Plain {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => return self.tag(&tag),
            Token::CharacterTokens(text) if !self.silent.get() => {
                self.text.borrow_mut().push_str(&text);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[test]
fn html_becomes_lines_of_text() {
    let html =
        "<h2>Aims</h2><p>Reads &amp; <b>writes</b>&nbsp;x &lt; y.</p><ul><li>one<li>two</ul>";
    assert_eq!(to_text(html), "Aims\nReads & writes\u{a0}x < y.\none\ntwo");
}

#[test]
fn nothing_of_a_script_is_left() {
    let html =
        "a<script>alert('<p>x</p>')</script>b<STYLE>p{}</STYLE>c<img src=x onerror=y>d<!-- e -->";
    assert_eq!(to_text(html), "abcd");
    assert_eq!(to_text("&lt;script&gt;alert(1)"), "<script>alert(1)");
    assert_eq!(to_text("a<script>never ends"), "a");
}
