"""How many automatic acts a location has seen this hour and day of the comments' arrival."""

from datetime import datetime

import sqlalchemy as sa

from pipeline.adapters.sql_database import Database
from pipeline.adapters.sql_tables import brake


class SqlBrake:
    """Implements ports.Brake."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def admit(self, decision_id: str, location_id: str, at: datetime, *, hour_max: int, day_max: int) -> bool:
        """Say whether this act is within the quota; asked again, the answer is the same."""
        hour = at.strftime("%Y-%m-%dT%H")
        here = (brake.c.location_id == location_id) & brake.c.admitted
        with self._database.write() as connection:
            before = connection.execute(
                sa.select(brake.c.admitted).where(brake.c.decision_id == decision_id)
            ).scalar_one_or_none()
            if before is not None:
                return bool(before)
            counts = sa.select(sa.func.count()).where(here & brake.c.hour.startswith(hour[:10]))
            this_day: int = connection.execute(counts).scalar_one()
            this_hour: int = connection.execute(
                sa.select(sa.func.count()).where(here & (brake.c.hour == hour))
            ).scalar_one()
            admitted = this_hour < hour_max and this_day < day_max
            connection.execute(
                brake.insert().values(decision_id=decision_id, location_id=location_id, hour=hour, admitted=admitted)
            )
            return admitted
