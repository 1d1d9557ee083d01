-- The category of studies that a course belongs to, where it belongs to one: what an exclusion of that
-- classification bars.
alter table course add column classification text check (classification in ('HESOS', 'LÆRER'));
