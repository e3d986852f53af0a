-- The activities of rounds that are still drafts were there for everybody.
UPDATE activity SET announced = 0
  WHERE uuid IN (SELECT activity_uuid FROM voting_round WHERE state = 'draft' AND activity_uuid IS NOT NULL);
