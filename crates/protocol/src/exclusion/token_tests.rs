use super::*;
use proptest::prelude::*;

fn evaluator(epoch: u32) -> Evaluator {
    Evaluator::new(&[7; 32], epoch)
}

fn blind(ids: &[&'static str]) -> Vec<(&'static str, Blinding)> {
    ids.iter().map(|id| (*id, Blinding::of(id).unwrap())).collect()
}

fn shown(blindings: &[(&str, Blinding)]) -> Vec<Blinded> {
    blindings.iter().map(|(_, blinding)| blinding.blinded()).collect()
}

const IDS: [&str; 3] = ["01820199999", "31850012345", "15900054321"];

#[test]
fn an_institution_finds_the_register_s_own_token_of_each_of_its_persons() {
    let register = evaluator(1);
    let blindings = blind(&IDS);
    let (evaluations, proof) = register.evaluate(&shown(&blindings)).unwrap();
    let tokens = Blinding::finish(&blindings, &evaluations, &proof, &register.key()).unwrap();
    assert_eq!(tokens, IDS.map(|id| register.token(id)));
    assert_ne!(tokens[0], tokens[1]);
}

#[test]
fn the_same_id_is_never_shown_twice_alike() {
    let [one, other] = [(); 2].map(|()| Blinding::of(IDS[0]).unwrap());
    assert_ne!(one.blinded(), other.blinded());
}

#[test]
fn the_answer_is_unblinded_with_what_was_kept() {
    let register = evaluator(1);
    let blinding = Blinding::of(IDS[0]).unwrap();
    let kept = Blinding::restore(&blinding.kept()).unwrap();
    assert_eq!(kept.blinded(), blinding.blinded());
    let (evaluations, proof) = register.evaluate(&[blinding.blinded()]).unwrap();
    let tokens =
        Blinding::finish(&[(IDS[0], kept)], &evaluations, &proof, &register.key()).unwrap();
    assert_eq!(tokens, [register.token(IDS[0])]);
    assert!(Blinding::restore(&blinding.kept()[..63]).is_err());
}

/// A register that used a key of its own for one institution could tell afterwards whom it had
/// evaluated for it: the proof is against the key that everybody has.
#[test]
fn an_evaluation_by_another_key_is_not_believed() {
    let (register, other) = (evaluator(1), evaluator(2));
    let blindings = blind(&IDS);
    let (evaluations, proof) = other.evaluate(&shown(&blindings)).unwrap();
    let finish = |evaluations: &[Evaluation], proof: &Proof, key: &EpochKey| {
        Blinding::finish(&blindings, evaluations, proof, key)
    };
    assert_eq!(finish(&evaluations, &proof, &register.key()), Err(Forged));
    assert!(finish(&evaluations, &proof, &other.key()).is_ok());
    let (right, proof_of_right) = register.evaluate(&shown(&blindings)).unwrap();
    assert_eq!(finish(&right, &proof, &register.key()), Err(Forged));
    let swapped = [right[1], right[0], right[2]];
    assert_eq!(finish(&swapped, &proof_of_right, &register.key()), Err(Forged));
    assert_eq!(finish(&right[..2], &proof_of_right, &register.key()), Err(Forged));
}

#[test]
fn a_key_follows_from_secret_and_epoch_alone() {
    assert_eq!(evaluator(1).token(IDS[0]), evaluator(1).token(IDS[0]));
    assert_ne!(evaluator(1).token(IDS[0]), evaluator(2).token(IDS[0]));
    assert_ne!(Evaluator::new(&[8; 32], 1).token(IDS[0]), evaluator(1).token(IDS[0]));
}

#[test]
fn what_is_no_point_is_not_evaluated() {
    assert_eq!(evaluator(1).evaluate(&[Blinded([255; 32])]), Err(Forged));
    assert_eq!(evaluator(1).evaluate(&[Blinded([0; 32])]), Err(Forged), "the neutral point");
}

#[test]
fn an_id_has_at_least_one_and_at_most_sixteen_characters() {
    assert!(Blinding::of("").is_err());
    assert!(Blinding::of(&"1".repeat(16)).is_ok());
    assert!(Blinding::of(&"1".repeat(17)).is_err());
}

/// The standard's own vector (RFC 9497, A.1.2, test vector 1): the key of its seed and info.
#[test]
fn the_suite_is_the_standard_s() {
    let server = VoprfServer::<Suite>::new_from_seed(&[0xa3; 32], b"test key").unwrap();
    let public = hex::encode(Suite::serialize_elem(server.get_public_key()));
    assert_eq!(public, "c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e");
    let value = hex::encode(server.evaluate(&[0]).unwrap());
    assert!(value.starts_with("b58cfbe118e0cb94d79b5fd6a6dafb98"), "{value}");
}

proptest! {
    #[test]
    fn whatever_is_written_is_read(bytes: [u8; 16]) {
        let token = Token::of(bytes);
        prop_assert_eq!(token.to_string().parse(), Ok(token));
        let json = serde_json::to_string(&token).unwrap();
        prop_assert_eq!(serde_json::from_str::<Token>(&json).unwrap(), token);
    }
}
