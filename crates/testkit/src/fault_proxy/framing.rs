//! Where a message of HTTP/1.1 ends: the proxy passes on bytes, and has to know which belong together.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// As many fields as a head may have.
const FIELDS_MAX: usize = 100;
const READ_AT_ONCE: usize = 16 * 1024;

/// A request or a response.
pub struct Framed {
    /// All of it.
    pub bytes: Vec<u8>,
    /// How long its head is.
    pub head: usize,
}

impl Framed {
    /// Its head, as text.
    pub fn head(&self) -> String {
        String::from_utf8_lossy(&self.bytes[..self.head]).into_owned()
    }
}

/// What comes in, up to its end; none when the other side has gone or says what is no HTTP.
pub async fn read(from: &mut TcpStream, response: bool) -> Option<Framed> {
    let mut bytes = Vec::new();
    let (head, body) = loop {
        if let Some(lengths) = lengths(&bytes, response).ok()? {
            break lengths;
        }
        more(from, &mut bytes).await.ok()?;
    };
    while bytes.len() < head + body {
        more(from, &mut bytes).await.ok()?;
    }
    bytes.truncate(head + body);
    Some(Framed { bytes, head })
}

/// Writes this and lets the other side have it at once.
pub async fn write(to: &mut TcpStream, bytes: &[u8]) -> io::Result<()> {
    to.write_all(bytes).await?;
    to.flush().await
}

async fn more(from: &mut TcpStream, bytes: &mut Vec<u8>) -> io::Result<()> {
    let mut read = [0; READ_AT_ONCE];
    match from.read(&mut read).await? {
        0 => Err(io::ErrorKind::UnexpectedEof.into()),
        count => {
            bytes.extend_from_slice(&read[..count]);
            Ok(())
        }
    }
}

/// How long head and body are, once the head is whole. A body without a stated length has none:
/// the ends that the proxy stands between always state it.
fn lengths(bytes: &[u8], response: bool) -> Result<Option<(usize, usize)>, httparse::Error> {
    let mut fields = [httparse::EMPTY_HEADER; FIELDS_MAX];
    let (head, fields) = if response {
        let mut read = httparse::Response::new(&mut fields);
        (read.parse(bytes)?, &*read.headers)
    } else {
        let mut read = httparse::Request::new(&mut fields);
        (read.parse(bytes)?, &*read.headers)
    };
    let httparse::Status::Complete(head) = head else { return Ok(None) };
    let stated = fields.iter().find(|field| field.name.eq_ignore_ascii_case("content-length"));
    let stated = stated.and_then(|field| std::str::from_utf8(field.value).ok()?.parse().ok());
    Ok(Some((head, stated.unwrap_or(0))))
}
