//! The worker's side of the protocol.

use letters::{Language, render, samples};
use press::wire::{ANSWER_HEAD_BYTES, AnswerHead};
use press::worker::{Limits, run};

fn request() -> Vec<u8> {
    let sample = samples::all().remove(0);
    let document = render(sample.kind, sample.version, Language::Nb, &sample.data).unwrap();
    framed(&serde_json::to_vec(&document).unwrap())
}

fn framed(payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap();
    [&length.to_le_bytes(), payload].concat()
}

/// The answers in what a worker wrote, each as head and payload.
fn answers(mut output: &[u8]) -> Vec<(AnswerHead, &[u8])> {
    let mut all = Vec::new();
    while let Some((head, rest)) = output.split_first_chunk::<ANSWER_HEAD_BYTES>() {
        let head = AnswerHead::parse(*head).unwrap();
        let (payload, rest) = rest.split_at(head.length as usize);
        all.push((head, payload));
        output = rest;
    }
    all
}

#[test]
fn a_worker_answers_each_request_and_ends_with_its_input() {
    let input = [request(), framed(b"{\"title\":\"Kari\"}"), request()].concat();
    let mut output = Vec::new();
    run(&mut input.as_slice(), &mut output, Limits::default()).unwrap();
    let answers = answers(&output);
    assert_eq!(
        answers.iter().map(|(head, _)| head.is_pdf).collect::<Vec<_>>(),
        [true, false, true]
    );
    assert!(answers[0].1.starts_with(b"%PDF-1.7") && answers[0].1 == answers[2].1);
    assert_eq!(answers[1].1, b"the request is not a document");
}

#[test]
fn a_worker_retires_after_its_last_letter() {
    let input = [request(), request(), request()].concat();
    let mut output = Vec::new();
    let limits = Limits { letters_max: 2, ..Limits::default() };
    run(&mut input.as_slice(), &mut output, limits).unwrap();
    assert_eq!(answers(&output).iter().map(|(h, _)| h.retires).collect::<Vec<_>>(), [false, true]);
}

#[test]
#[cfg(target_os = "linux")]
fn a_worker_retires_when_it_has_grown_too_big() {
    let mut output = Vec::new();
    let limits = Limits { memory_bytes_max: 1, ..Limits::default() };
    run(&mut [request(), request()].concat().as_slice(), &mut output, limits).unwrap();
    assert_eq!(answers(&output).iter().map(|(h, _)| h.retires).collect::<Vec<_>>(), [true]);
}

#[test]
fn a_request_that_is_too_long_or_cut_off_is_an_error() {
    for input in [vec![0xff; 8], framed(b"{}")[..5].to_vec()] {
        assert!(run(&mut input.as_slice(), &mut Vec::new(), Limits::default()).is_err());
    }
}
