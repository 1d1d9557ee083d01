//! A letter as plain text: the body of an e-mail, and what the snapshots show.

use crate::{Block, Document, labels};

/// The whole letter as plain text, in the order it is read.
pub fn plain_text(document: &Document) -> String {
    let words = labels(document.language);
    let mut lines = vec![document.institution.clone(), document.unit.clone(), String::new()];
    if let Some(to) = &document.addressee {
        lines.push(to.name.clone());
        lines.extend(to.lines.clone());
        lines.push(String::new());
    }
    for (label, value) in [
        (words.your_ref, &document.your_ref),
        (words.our_ref, &document.our_ref),
        (words.date, &Some(document.date_text.clone())),
        (words.exempt, &document.exemption_mark),
    ] {
        lines.extend(value.as_ref().map(|value| format!("{label}: {value}")));
    }
    lines.push(format!("\n# {}\n", document.title));
    lines.push(of_blocks(&document.body));
    if !document.signatures.is_empty() {
        lines.push(format!("{}\n", words.regards));
        for signature in &document.signatures {
            lines.push(format!("{}\n{}\n", signature.name, signature.title));
        }
    }
    for (label, items) in
        [(words.attachments, &document.attachments), (words.copies, &document.copies)]
    {
        if !items.is_empty() {
            lines.push(format!("{label}:"));
            lines.extend(items.iter().map(|item| format!("- {item}")));
        }
    }
    lines.join("\n")
}

/// The blocks as plain text, each followed by an empty line.
pub(crate) fn of_blocks(blocks: &[Block<String>]) -> String {
    blocks.iter().map(|block| of_block(block) + "\n\n").collect()
}

fn of_block(block: &Block<String>) -> String {
    match block {
        Block::Answer { text } => format!("**{text}**"),
        Block::Heading { text } => format!("## {text}"),
        Block::Paragraph { text } | Block::Note { text } => text.clone(),
        Block::List { items } => {
            items.iter().map(|item| format!("- {item}")).collect::<Vec<_>>().join("\n")
        }
        Block::Steps { steps } => steps
            .iter()
            .enumerate()
            .map(|(index, step)| match step.law.as_str() {
                "" => format!("{}. {}", index + 1, step.text),
                law => format!("{}. {} [{law}]", index + 1, step.text),
            })
            .collect::<Vec<_>>()
            .join("\n"),
        Block::Facts { rows } => rows
            .iter()
            .map(|(name, value)| format!("{name}: {value}"))
            .collect::<Vec<_>>()
            .join("\n"),
        Block::Quote { wording, source, .. } => format!("> {wording}\n> ({source})"),
        Block::PageBreak => "----".to_owned(),
        Block::Notice { title, lines } => format!("{title}\n{}", lines.join("\n")),
        Block::Plan { caption, front, rows } => {
            let rows = rows.iter().map(|row| row.join(" | ").replace('\n', " "));
            let mut lines = vec![caption.clone(), format!("[{front}]")];
            lines.extend(rows);
            lines.join("\n")
        }
        Block::Table { caption, columns, rows } | Block::Sheet { caption, columns, rows } => {
            let rows = rows.iter().map(|row| row.join(" | "));
            let mut lines = vec![caption.clone(), columns.join(" | ")];
            lines.extend(rows);
            lines.join("\n")
        }
        Block::SignatureFields { labels } => {
            labels.iter().map(|label| format!("____ {label}")).collect::<Vec<_>>().join("\n")
        }
    }
}
