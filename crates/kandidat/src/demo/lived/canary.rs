//! Each person carries words that stand nowhere else. After the whole story they must not stand in
//! the log, in an address, in a header, on an error page, in the record or with a job.

use super::Lived;
use anyhow::Result;

/// Makes every name and address a word of its own.
const MARK: &str = "update person set
    given_name = given_name || 'Qzg' || substr(md5('g' || id), 1, 6),
    family_name = family_name || 'Qzf' || substr(md5('f' || id), 1, 6),
    student_number = student_number || '007700770077',
    email = 'qze' || substr(md5('e' || id), 1, 8) || '@canary.example',
    postal_address = array['Qza' || substr(md5('a' || id), 1, 8)]";

/// Names, national ids, student numbers and addresses of everybody.
async fn canaries(lived: &Lived) -> Result<Vec<String>> {
    let words = sqlx::query_scalar(
        "select word from person, unnest(array[given_name, family_name, email, postal_address[1],
            national_id, student_number]) word where length(word) > 8",
    );
    Ok(words.fetch_all(&lived.store.pool).await?)
}

async fn record_and_jobs(lived: &Lived) -> Result<Vec<String>> {
    let lines = sqlx::query_scalar(
        "select body from audit_entry union all
        select payload::text || coalesce(last_error, '') from job union all
        select row_to_json(act)::text from act",
    );
    Ok(lines.fetch_all(&lived.store.pool).await?)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_name_number_or_address_gets_into_log_address_header_error_record_or_job() -> Result<()>
{
    let lived = Lived::through_the_story(MARK).await?;
    let words = canaries(&lived).await?;
    assert!(words.len() > 100, "only {} canaries", words.len());
    for key in ["ingrid", "liv", "nils", "jon", "rolf", "knut", "amina", "eva"] {
        look_around(&lived, key).await?;
    }
    for line in record_and_jobs(&lived).await? {
        lived.heard.add("kept", &line);
    }
    assert!(lived.heard.len() > 100_000, "next to nothing was heard");
    assert_eq!(lived.heard.lines_with(&words), Vec::<String>::new());
    leak(&lived, &words).await
}

/// Opens every page that is linked from the front page, and pages that are not there.
async fn look_around(lived: &Lived, key: &str) -> Result<()> {
    let cookies = lived.sign_in(key).await?;
    let mut to_open = vec!["/".to_owned(), "/exams/none".to_owned(), "/my/appeals/none".to_owned()];
    let mut opened = Vec::new();
    while let Some(path) = to_open.pop() {
        if opened.contains(&path) || opened.len() > 60 {
            continue;
        }
        let page = lived.request("GET", &path, &cookies)?.send().await?.bytes().await?;
        opened.push(path);
        let page = String::from_utf8_lossy(&page).into_owned();
        let links = page.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
        to_open.extend(links.filter(|to| to.starts_with('/')).map(|to| to.replace("&#38;", "&")));
    }
    Ok(())
}

/// What would have been found: a leak at each place is heard.
async fn leak(lived: &Lived, words: &[String]) -> Result<()> {
    let name = words.iter().find(|word| word.contains("Åsen")).expect("a name");
    tracing::debug!(student = %name, "a deliberate leak");
    let path = format!("/exams?q={name}");
    lived.request("GET", &path, "")?.send().await?;
    let heard = lived.heard.lines_with(words);
    assert!(heard.iter().any(|line| line.contains("a deliberate leak")), "not in the log");
    assert!(heard.iter().any(|line| line.starts_with("request: ")), "not in an address");
    Ok(())
}
