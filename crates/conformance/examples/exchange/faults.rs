//! Every institution behaves in a way of its own, and each is accounted for: what it has answered, why that cannot be
//! taken, or that it is still waited for; and nothing is kept but what is right.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use jiff::SignedDuration;

use crate::behaviour::{ALL, Behaves, Stands};
use crate::row;
use crate::world::World;

/// How long until all that can be said at first has been said.
const WITHIN: Duration = Duration::from_secs(60);
const LOOK_EVERY: Duration = Duration::from_millis(50);
/// The deadline of an institution, and a little.
const DEADLINE: SignedDuration = SignedDuration::from_hours(25);

/// What stands of each institution, by how it behaves, as the officer reads it.
type Found = BTreeMap<String, (String, Option<String>)>;

/// Has them all behave, and prints how many were accounted for.
pub async fn measure(world: &World) -> Result<()> {
    ensure!(world.institutions.len() == ALL.len(), "an institution for each");
    for (institution, (behaves, _)) in world.institutions.iter().zip(ALL) {
        institution.behave(behaves);
        if behaves == Behaves::Dead {
            institution.close();
        }
    }
    let persons = world.know(0, 1).await?;
    let case = world.ask(&persons).await?.pop().context("a case")?;
    let first: Vec<(Behaves, Stands)> = ALL.to_vec();
    until(world, &case, &first).await?;
    let clock = &world.node.store().clock;
    clock.set(clock.now() + DEADLINE).context("a clock that is set")?;
    let late = |(behaves, stands): (Behaves, Stands)| match stands {
        ("waiting", why) => (behaves, ("late", why)),
        _ => (behaves, stands),
    };
    let after: Vec<_> = first.iter().copied().map(late).collect();
    until(world, &case, &after).await?;
    mend(world).await?;
    let answered = |(behaves, stands): (Behaves, Stands)| match stands {
        ("waiting", _) => (behaves, ("ok", None)),
        _ => (behaves, stands),
    };
    let last: Vec<_> = first.iter().copied().map(answered).collect();
    until(world, &case, &last).await?;
    nothing_else_is_kept(world, &last).await?;
    let what = "institutions that each behave otherwise, accounted for by name";
    row(what, &format!("{} of {}", last.len(), ALL.len()), None);
    for institution in &world.institutions {
        institution.behave(Behaves::Well);
        institution.mend();
    }
    Ok(())
}

/// Waits until the case stands so.
async fn until(world: &World, case: &str, expected: &[(Behaves, Stands)]) -> Result<()> {
    let begun = Instant::now();
    loop {
        let found = found(world, case).await?;
        let expected = expected.iter().map(|(behaves, (state, why))| {
            (format!("{behaves:?}"), ((*state).to_owned(), why.map(str::to_owned)))
        });
        let expected: Found = expected.collect();
        if found == expected {
            return Ok(());
        }
        if begun.elapsed() > WITHIN {
            let differs = |(one, stands): &(&String, &(String, Option<String>))| {
                expected.get(*one) != Some(*stands)
            };
            let wrong: Vec<_> = found.iter().filter(differs).collect();
            anyhow::bail!("otherwise than expected: {wrong:?}");
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

async fn found(world: &World, case: &str) -> Result<Found> {
    let case = world.case(case).await?;
    let sql = "select receiver, why from mailbox_sent where outcome is null and why is not null";
    let pool = &world.node.store().pool;
    let tried: Vec<(String, String)> = sqlx::query_as(sql).fetch_all(pool).await?;
    let tried: BTreeMap<String, String> = tried.into_iter().collect();
    let mut found = Found::new();
    for one in case["asked"].as_array().context("asked")? {
        let (number, text) = (one["institution"].as_str(), |name: &str| one[name].as_str());
        let place =
            world.institutions.iter().position(|one| Some(&*one.number.to_string()) == number);
        let behaves = ALL[place.context("an institution that was asked")?].0;
        let state = text("state").context("a state")?.to_owned();
        let why = text("reason").map(str::to_owned);
        let why = why.or_else(|| tried.get(number.unwrap_or_default()).cloned());
        found.insert(format!("{behaves:?}"), (state, why));
    }
    Ok(found)
}

/// Whoever could not be reached is reached, and the directory's next version names the new key.
async fn mend(world: &World) -> Result<()> {
    let new: Vec<_> = world
        .institutions
        .iter()
        .zip(ALL)
        .filter(|(_, (behaves, _))| *behaves == Behaves::NewKey)
        .map(|(one, _)| one.number)
        .collect();
    world.renew(&new).await?;
    for (institution, (behaves, _)) in world.institutions.iter().zip(ALL) {
        institution.mend();
        if behaves == Behaves::Dead {
            institution.rise().await?;
        }
    }
    // Waits grow up to an hour; it is not they that are looked at here.
    let sql = "update mailbox_sent set retry_at = null where outcome is null";
    sqlx::query(sql).execute(&world.node.store().pool).await?;
    Ok(())
}

/// A document for each institution whose results were taken, and for no other.
async fn nothing_else_is_kept(world: &World, last: &[(Behaves, Stands)]) -> Result<()> {
    let sql = "select issuer from external_document order by issuer";
    let kept: Vec<String> = sqlx::query_scalar(sql).fetch_all(&world.node.store().pool).await?;
    let taken = world.institutions.iter().zip(last).filter(|(_, (_, (state, _)))| *state == "ok");
    let taken: Vec<String> = taken.map(|(one, _)| one.number.to_string()).collect();
    ensure!(kept == taken, "documents of {kept:?} are kept, of {taken:?} they were taken");
    Ok(())
}
