"""The person seen from the front: a skeleton in space, drawn flat, so that what comes towards the viewer looks shorter."""
