//! A long list that is read in pages and sorted by a column, through links alone.

/// Where a reader stands in a list: the sorting and the page, and the links that change them.
///
/// The same names stand in the query: `sort` (a column, with `-` before it for descending order) and
/// `page` (from 1). Every other part of the query, a search for example, is kept in the links.
#[derive(Clone)]
pub struct List {
    path: String,
    kept: Vec<(String, String)>,
    /// The column sorted by.
    pub sort: String,
    /// Whether the order is descending.
    pub descending: bool,
    /// The page shown, from 1.
    pub page: u32,
    /// How many rows a page holds.
    pub page_size: u32,
    /// How many rows there are in all.
    pub total: u32,
    /// Whether the list was asked for with a form, since a name or a number of somebody must not
    /// stand in an address: sorting and pages are then buttons of the form [`List::form`].
    pub asked: bool,
}

/// A link in the row of page numbers.
pub struct PageLink {
    /// The page.
    pub page: u32,
    /// Where it leads.
    pub href: String,
    /// Whether it is the page shown.
    pub current: bool,
    /// Whether pages are left out before it.
    pub gap: bool,
}

impl List {
    /// Reads the query. An unknown column gives the first one of `columns`, an impossible page the
    /// first. A `-` before the first column: the list stands in descending order until it is sorted.
    pub fn from_query(
        path: &str,
        query: &[(String, String)],
        columns: &[&str],
        page_size: u32,
    ) -> Self {
        // Of a form the button that was pressed comes last.
        let value =
            |name| query.iter().rev().find(|(key, _)| key == name).map_or("", |(_, value)| value);
        let first = columns.first().copied().unwrap_or_default();
        let bare = |column: &str| column.trim_start_matches('-').to_owned();
        let sort = value("sort");
        let column = columns.iter().find(|column| bare(column) == bare(sort));
        let sort = if column.is_some() { sort } else { first };
        Self {
            path: path.to_owned(),
            kept: query.iter().filter(|(key, _)| key != "sort" && key != "page").cloned().collect(),
            sort: bare(sort),
            descending: sort.starts_with('-'),
            page: value("page").parse().unwrap_or(1).max(1),
            page_size: page_size.max(1),
            total: 0,
            asked: false,
        }
    }

    /// As [`List::from_query`], from the fields of the form [`List::form`].
    pub fn from_form(
        path: &str,
        fields: &[(String, String)],
        columns: &[&str],
        page_size: u32,
    ) -> Self {
        Self { asked: true, ..Self::from_query(path, fields, columns, page_size) }
    }

    /// The id of the form that a list is asked for with.
    pub const fn form(&self) -> &'static str {
        "search"
    }

    /// The order as the query has it: the column, with `-` before it for descending order.
    pub fn order(&self) -> String {
        ordered(&self.sort, self.descending)
    }

    /// The order that a press on a column's head asks for.
    pub fn sort_order(&self, column: &str) -> String {
        ordered(column, self.sort == column && !self.descending)
    }

    /// The same place in a list of this many rows; a page past the end becomes the last.
    #[must_use]
    pub fn of(mut self, total: u32) -> Self {
        self.total = total;
        self.page = self.page.min(self.pages());
        self
    }

    /// How many pages there are, at least one.
    pub fn pages(&self) -> u32 {
        self.total.div_ceil(self.page_size).max(1)
    }

    /// How many rows come before the page shown.
    pub fn offset(&self) -> u32 {
        (self.page - 1) * self.page_size
    }

    /// The number of the first row shown; 0 in an empty list.
    pub fn first(&self) -> u32 {
        self.total.min(self.offset() + 1)
    }

    /// The number of the last row shown.
    pub fn last(&self) -> u32 {
        self.total.min(self.offset() + self.page_size)
    }

    /// The value of `aria-sort` for a column.
    pub fn aria_sort(&self, column: &str) -> &'static str {
        match (self.sort == column, self.descending) {
            (true, false) => "ascending",
            (true, true) => "descending",
            (false, _) => "none",
        }
    }

    /// The link that sorts by a column, or turns the order round.
    pub fn sort_href(&self, column: &str) -> String {
        self.href(column, self.sort == column && !self.descending, 1)
    }

    /// The link to a page.
    pub fn page_href(&self, page: u32) -> String {
        self.href(&self.sort, self.descending, page)
    }

    /// The first page, the last, and those around the one shown.
    pub fn page_links(&self) -> Vec<PageLink> {
        let shown =
            |page: &u32| *page == 1 || *page == self.pages() || page.abs_diff(self.page) <= 1;
        let mut before = 0;
        let mut links = Vec::new();
        for page in (1..=self.pages()).filter(shown) {
            let (href, current) = (self.page_href(page), page == self.page);
            links.push(PageLink { page, href, current, gap: page > before + 1 });
            before = page;
        }
        links
    }

    fn href(&self, column: &str, descending: bool, page: u32) -> String {
        let mut href = format!("{}?", self.path);
        for (key, value) in &self.kept {
            href.push_str(&format!("{}={}&", encode(key), encode(value)));
        }
        href.push_str(&format!("sort={}&page={page}", encode(&ordered(column, descending))));
        href
    }
}

fn ordered(column: &str, descending: bool) -> String {
    format!("{}{column}", if descending { "-" } else { "" })
}

/// Percent-encodes all but letters, figures and the few signs that never need it.
fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(query: &[(&str, &str)]) -> List {
        let query: Vec<_> = query.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect();
        List::from_query("/reception", &query, &["number", "name"], 50).of(1234)
    }

    #[test]
    fn a_second_click_on_a_column_turns_the_order_round() {
        assert_eq!(list(&[]).sort_href("name"), "/reception?sort=name&page=1");
        assert_eq!(list(&[("sort", "name")]).sort_href("name"), "/reception?sort=-name&page=1");
        assert_eq!(list(&[("sort", "-name")]).aria_sort("name"), "descending");
    }

    #[test]
    fn a_search_is_kept_when_the_page_is_turned() {
        assert_eq!(
            list(&[("q", "å & b")]).page_href(2),
            "/reception?q=%C3%A5%20%26%20b&sort=number&page=2"
        );
    }

    #[test]
    fn an_unknown_column_or_page_gives_a_list_all_the_same() {
        let lost = list(&[("sort", "drop table"), ("page", "999")]);
        assert_eq!(
            (lost.sort.as_str(), lost.page, lost.first(), lost.last()),
            ("number", 25, 1201, 1234)
        );
        assert_eq!(list(&[("page", "-1")]).page, 1);
    }

    #[test]
    fn a_list_stands_as_it_says_until_it_is_sorted() {
        let list = |sort: &str| {
            let query = [("sort".to_owned(), sort.to_owned())];
            List::from_query("/letters", &query, &["-created", "name"], 50)
        };
        assert_eq!((list("").order(), list("?").order()), ("-created".into(), "-created".into()));
        assert_eq!(
            (list("created").order(), list("-name").order()),
            ("created".into(), "-name".into())
        );
        assert_eq!(list("").sort_order("created"), "created");
    }

    #[test]
    fn of_a_form_the_button_that_was_pressed_counts() {
        let fields = [("sort", "name"), ("sort", "-name"), ("page", "2")];
        let fields: Vec<_> = fields.map(|(k, v)| (k.to_owned(), v.to_owned())).to_vec();
        let list = List::from_form("/letters", &fields, &["number", "name"], 50).of(99);
        assert_eq!((list.order().as_str(), list.page, list.asked), ("-name", 2, true));
    }

    #[test]
    fn far_pages_are_left_out_of_the_row_of_numbers() {
        let pages: Vec<_> =
            list(&[("page", "10")]).page_links().iter().map(|l| (l.page, l.gap)).collect();
        assert_eq!(pages, [(1, false), (9, true), (10, false), (11, false), (25, true)]);
    }
}
