import { Field, ID, Int, ObjectType } from '@nestjs/graphql';

@ObjectType()
export class Artist {
  @Field(() => ID)
  declare id: string;

  @Field()
  declare name: string;
}

@ObjectType()
export class Album {
  @Field(() => ID)
  declare id: string;

  @Field()
  declare name: string;

  @Field()
  declare release_date: string;
}

@ObjectType()
export class Track {
  @Field(() => ID)
  declare id: string;

  @Field()
  declare name: string;

  @Field(() => Int)
  declare duration_ms: number;

  /** Not sent to clients: what the field `album` is looked up by. */
  declare albumId: string;
}
