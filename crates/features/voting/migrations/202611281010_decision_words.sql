-- What a decision says in the other languages of the site: {"en": {"authority": …, "text": …, "reasons": {"12": …}}}.
ALTER TABLE decision ADD COLUMN translations TEXT NOT NULL DEFAULT '{}';
