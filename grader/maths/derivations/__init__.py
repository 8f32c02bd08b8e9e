"""Working read as chains of relations, each link judged in random worlds, milestones recognised."""
