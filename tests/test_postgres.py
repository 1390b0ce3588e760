"""The server that other tests stop and start."""

from models.database import open_engine
from models.schema import upgrade
from postgres import Cluster


def test_a_fresh_database_takes_the_schema(postgres: str):
    engine = open_engine(postgres)
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM office").scalar() == 0
    engine.dispose()


def test_the_server_comes_back_after_a_crash(cluster: Cluster):
    engine = open_engine(cluster.fresh())
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE kept (id integer)")
    cluster.stop("immediate")
    cluster.start()
    with engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM kept").scalar() == 0
    engine.dispose()
