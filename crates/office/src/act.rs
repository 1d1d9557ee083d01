//! The act of an office.

/// As [`edge::Act`], with the rights of an office.
pub type Act = edge::Act<crate::Node>;

#[cfg(test)]
mod tests {
    use crate::testing::TestOffice;

    /// A table of the office that says it is technical escapes the guard: none does.
    #[tokio::test]
    async fn no_table_of_the_office_is_changed_outside_an_act() {
        let office = TestOffice::new().await;
        let technical: Vec<String> = sqlx::query_scalar(
            "select relname::text from pg_class where relkind = 'r'
            and obj_description(oid, 'pg_class') like 'technical: _%' order by 1",
        )
        .fetch_all(&office.node.store().pool)
        .await
        .unwrap();
        let of_the_store = "act audit_entry audit_link audit_salt audit_unlinked directory_copy file file_chunk job \
            look mailbox_arrival mailbox_content mailbox_evidence mailbox_received mailbox_sent web_session";
        assert_eq!(technical.join(" "), of_the_store);
    }
}
