META
key;value
budget;1,5
vote_type;ordinal
PROJECTS
project_id;cost;category
"x;1";1,5;a, b
