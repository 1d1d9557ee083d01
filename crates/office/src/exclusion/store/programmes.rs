//! What programmes are called here.

use rules::Text;
use sqlx::PgConnection;

/// The name of the programme with this code, where there is one here.
pub(in crate::exclusion) async fn name(
    conn: &mut PgConnection,
    code: &str,
) -> sqlx::Result<Option<Text>> {
    let row = sqlx::query!("select name_nb, name_nn, name_en from programme where code = $1", code);
    let row = row.fetch_optional(conn).await?;
    Ok(row.map(|row| Text::new(row.name_nb, row.name_nn, row.name_en)))
}
