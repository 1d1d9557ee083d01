//! Each fault alone, before a server that notes what comes.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use super::framing::{read, write};
use super::{FaultProxy, Faults};

const REQUEST: &[u8] = b"POST /a HTTP/1.1\r\nMark: one\r\nContent-Length: 5\r\n\r\nhello";
const RESPONSE: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello";
const ALWAYS: u32 = 1000;

/// What came of a request through a proxy with these faults: the response, and the requests that
/// have arrived whole at the server.
async fn through(faults: Faults, cut_off: &[&str]) -> (Option<Vec<u8>>, Vec<Vec<u8>>) {
    let arrived = Arc::new(Mutex::default());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let proxy = FaultProxy::open().await.unwrap();
    proxy.lead_to(Some(listener.local_addr().unwrap()));
    proxy.fail(faults);
    proxy.cut_off(cut_off.iter().map(ToString::to_string).collect());
    tokio::spawn(serve(listener, arrived.clone()));
    let mut client = TcpStream::connect(proxy.address).await.unwrap();
    client.write_all(REQUEST).await.unwrap();
    let response = timeout(Duration::from_millis(300), read(&mut client, true)).await;
    // What is doubled may come a little later.
    tokio::time::sleep(Duration::from_millis(50)).await;
    let arrived = std::mem::take(&mut *arrived.lock().unwrap());
    (response.ok().flatten().map(|response| response.bytes), arrived)
}

async fn serve(listener: TcpListener, arrived: Arc<Mutex<Vec<Vec<u8>>>>) {
    while let Ok((mut client, _)) = listener.accept().await {
        let Some(request) = read(&mut client, false).await else { continue };
        arrived.lock().unwrap().push(request.bytes);
        write(&mut client, RESPONSE).await.unwrap();
        // Until the proxy lets go.
        drop(client.read(&mut [0]).await);
    }
}

fn right() -> Option<Vec<u8>> {
    Some(RESPONSE.to_vec())
}

fn once() -> Vec<Vec<u8>> {
    vec![REQUEST.to_vec()]
}

#[tokio::test]
async fn a_way_without_faults_passes_everything_on() {
    assert_eq!(through(Faults::default(), &[]).await, (right(), once()));
}

#[tokio::test]
async fn a_way_is_cut_for_those_whose_mark_is_named_and_for_no_others() {
    assert_eq!(through(Faults::default(), &["Mark: one"]).await, (None, vec![]));
    assert_eq!(through(Faults::default(), &["Mark: two"]).await, (right(), once()));
}

#[tokio::test]
async fn what_is_lost_on_the_way_there_never_arrives_and_on_the_way_back_it_has() {
    let there = Faults { drop_request: ALWAYS, ..Faults::default() };
    assert_eq!(through(there, &[]).await, (None, vec![]));
    let back = Faults { drop_response: ALWAYS, ..Faults::default() };
    assert_eq!(through(back, &[]).await, (None, once()));
}

#[tokio::test]
async fn what_is_doubled_arrives_twice_and_what_is_forged_never() {
    let doubled = Faults { duplicate: ALWAYS, ..Faults::default() };
    assert_eq!(through(doubled, &[]).await, (right(), [once(), once()].concat()));
    let forged = Faults { forge: ALWAYS, ..Faults::default() };
    let (response, arrived) = through(forged, &[]).await;
    assert!(response.unwrap().starts_with(b"HTTP/1.1 200"));
    assert_eq!(arrived, Vec::<Vec<u8>>::new());
}

#[tokio::test]
async fn what_is_cut_comes_whole_to_one_end_at_most_and_what_is_altered_as_it_was_too() {
    for fault in
        [Faults { cut: ALWAYS, ..Faults::default() }, Faults { alter: ALWAYS, ..Faults::default() }]
    {
        for _ in 0..10 {
            assert_ne!(through(fault, &[]).await, (right(), once()), "{fault:?}");
        }
    }
}
