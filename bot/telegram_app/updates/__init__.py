"""Updates on their way in: fetched or brought, in order within a chat, acknowledged after they are answered."""
